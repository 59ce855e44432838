package org.cervicalinsufficiency.fhirserver.launched;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cervicalinsufficiency.json.OutcomeBody;
import org.cervicalinsufficiency.security.FailureRateFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a launched call that goes no further: an OperationOutcome that names the field and the remedy. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_ALLOWED = 405;

    private Refusals() {}

    static void write(LaunchRefused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (refused.status() == UNAUTHORIZED && FailureRateFilter.turnedAway(request, response)) {
            return;
        }
        LOG.info("launched call refused: status={} field={}", refused.status(), refused.field());
        byte[] body = OutcomeBody.of(refused.code(), refused.field() + ": " + refused.sentence(), refused.field());
        if (refused.status() == UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (refused.status() == UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        if (refused.status() == NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        }
        response.setStatus(refused.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
