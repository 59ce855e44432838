package org.cervicalinsufficiency.architecture.violations.fhirserver;

import ca.uhn.fhir.interceptor.api.Interceptor;

/** Breaks: interceptors have only final fields. */
@Interceptor
class CountsInAField {
    private int calls;

    int next() {
        return ++calls;
    }
}
