package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;

/** The minimal artifact set of {@code src/test/resources/spine}, loaded the way the real one is. */
final class Spine {

    static final String BASE = "https://spine.example/fhir/";

    private Spine() {}

    /** A loader for the set; calling it again changes nothing. */
    static ArtifactLoader loader(DaoRegistry daos, FhirContext fhir) {
        return new ArtifactLoader(new ArtifactFiles(fhir, "spine"), daos, fhir, false);
    }
}
