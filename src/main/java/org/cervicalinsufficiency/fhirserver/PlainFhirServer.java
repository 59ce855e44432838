package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serial;

/**
 * HAPI's server without the header that tells every caller which product and version answers.
 */
final class PlainFhirServer extends RestfulServer {

    @Serial
    private static final long serialVersionUID = 1L;

    PlainFhirServer(FhirContext fhir) {
        super(fhir);
    }

    @Override
    public void addHeadersToResponse(HttpServletResponse response) {
        // The header is all that the overridden method adds.
    }
}
