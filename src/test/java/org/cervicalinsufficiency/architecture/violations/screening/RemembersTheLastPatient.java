package org.cervicalinsufficiency.architecture.violations.screening;

/** Breaks: what a @Bean method returns has only final fields. */
public class RemembersTheLastPatient {
    private String patient = "";

    String swap(String next) {
        String last = patient;
        patient = next;
        return last;
    }
}
