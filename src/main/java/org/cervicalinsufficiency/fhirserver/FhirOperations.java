package org.cervicalinsufficiency.fhirserver;

import java.util.List;

/**
 * HAPI operation providers that a configuration adds to the FHIR server.
 *
 * @param providers plain objects with HAPI's operation annotations
 */
record FhirOperations(List<Object> providers) {
    FhirOperations {
        providers = List.copyOf(providers);
    }
}
