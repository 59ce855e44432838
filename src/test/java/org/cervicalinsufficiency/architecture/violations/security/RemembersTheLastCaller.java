package org.cervicalinsufficiency.architecture.violations.security;

import org.springframework.stereotype.Component;

/** Breaks: beans have only final fields. */
@Component
class RemembersTheLastCaller {
    private String caller = "";

    String swap(String next) {
        String last = caller;
        caller = next;
        return last;
    }
}
