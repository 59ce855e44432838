package org.cervicalinsufficiency.architecture.violations.security;

import org.springframework.beans.factory.annotation.Value;

/** Breaks: no field is injected. */
class IsInjectedByField {
    @Value("issuer")
    private String issuer = "";

    String issuer() {
        return issuer;
    }
}
