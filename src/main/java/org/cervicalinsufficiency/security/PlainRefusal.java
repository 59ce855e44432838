package org.cervicalinsufficiency.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cervicalinsufficiency.json.OutcomeBody;

/**
 * Answers a request that a filter does not let through: an OperationOutcome with a fixed sentence, in the media type of
 * the interface that was called. Nothing of the request stands in it.
 */
public final class PlainRefusal {

    private static final String MADE = "org.cervicalinsufficiency.security.refused";

    private PlainRefusal() {}

    /** Whether a request is for the FHIR interface, or for the door of launched forms, which speaks like it. */
    public static boolean isFhir(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/fhir") || path.startsWith("/fhir/") || path.startsWith("/launched");
    }

    /** Whether a filter has refused this request, before its interface saw it. */
    public static boolean isMade(HttpServletRequest request) {
        return request.getAttribute(MADE) != null;
    }

    /** What was wrong, as a code of issues; empty where no filter has refused it. */
    public static String reason(HttpServletRequest request) {
        return request.getAttribute(MADE) instanceof String code ? code : "";
    }

    static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String issueCode, String sentence)
            throws IOException {
        byte[] body = OutcomeBody.of(issueCode, sentence);
        request.setAttribute(MADE, issueCode);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(isFhir(request) ? "application/fhir+json;charset=UTF-8" : "application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
