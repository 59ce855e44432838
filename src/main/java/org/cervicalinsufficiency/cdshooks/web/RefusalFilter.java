package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.security.PlainRefusal;
import org.cervicalinsufficiency.tenant.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes down every refusal of a client that has proven who it is and that nobody has written down by then: a body that
 * is not read, a service or a method that there is not, a defect. It is written when the status of the answer is set, so
 * before anything of it goes out. Too many calls are counted instead ({@link RefusedCallFilter}).
 */
final class RefusalFilter extends OncePerRequestFilter {

    private static final String RETRY_SECONDS = "30";
    private static final int TOO_MANY = 429;

    private final CallAudit audit;

    RefusalFilter(CallAudit audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller)
                || caller.client().equals(Caller.ANYBODY)) {
            chain.doFilter(request, response);
            return;
        }
        WatchedAnswer answer = new WatchedAnswer(response, status -> isWritten(caller, status, request));
        boolean finished = false;
        try {
            chain.doFilter(request, answer);
            finished = true;
        } finally {
            if (!finished) {
                var unused = isWritten(caller, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, request);
            }
        }
        if (answer.isWithheld()) {
            unavailable(request, response);
        }
    }

    /** False if it had to be written down and could not be, where the site wants no answer then. */
    private boolean isWritten(Caller caller, int status, HttpServletRequest request) {
        boolean ours = !PlainRefusal.isFhir(request) || PlainRefusal.isMade(request);
        if (!ours || status == TOO_MANY || CallAudit.isTried(request)) {
            return true;
        }
        try {
            audit.refused(caller, status, request);
            return true;
        } catch (NotAudited unwritten) {
            return false;
        }
    }

    private static void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body =
                OutcomeJson.of(Problem.UNAVAILABLE, "The call could not be audited; send it again shortly.", List.of());
        response.setStatus(Problem.UNAVAILABLE.status());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(
                PlainRefusal.isFhir(request)
                        ? "application/fhir+json;charset=UTF-8"
                        : MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
