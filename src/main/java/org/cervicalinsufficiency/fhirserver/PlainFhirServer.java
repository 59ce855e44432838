package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's server with two of its habits off: the header that names product and version, and a page size for all
 * searches.
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

    /**
     * No page size here: the storage layer would cut every inner search of an operation after that many hits. Searches
     * from outside get theirs from the interceptor that makes them page by offset.
     */
    @Override
    public @Nullable Integer getDefaultPageSize() {
        return null;
    }
}
