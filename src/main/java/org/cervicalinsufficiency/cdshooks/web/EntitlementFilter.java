package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.tenant.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a client that is known a service that it may not call. It stands behind the rate of the client, which such a call
 * uses up like any other, and before the body is read. A service that there is not is a 404 for everybody.
 */
final class EntitlementFilter extends OncePerRequestFilter {

    private static final String NOT_ENTITLED = EntitlementFilter.class.getName() + ".not";
    private static final String RETRY_SECONDS = "30";

    private final Predicate<String> isService;
    private final TokenLog log;
    private final CallAudit audit;

    /**
     * @param isService whether there is a service with this id
     * @param log counts what is refused
     * @param audit writes down whom it refused
     */
    EntitlementFilter(Predicate<String> isService, TokenLog log, CallAudit audit) {
        this.isService = isService;
        this.log = log;
        this.audit = audit;
    }

    /** Leaves with a request that its caller may not call this service. */
    static void mark(HttpServletRequest request) {
        request.setAttribute(NOT_ENTITLED, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(NOT_ENTITLED) != null
                && request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller
                && isService.test(service(request))) {
            refuse(caller, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String service(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String[] parts = path.split("/", -1);
        return parts.length > 2 ? parts[2] : "";
    }

    /** Written down like a call that is answered: the client has proven who it is. */
    private void refuse(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.notEntitled(caller.client());
        Problem problem = Problem.NOT_ENTITLED;
        String sentence = "The client may not call this service.";
        try {
            audit.notEntitled(caller, request);
        } catch (NotAudited unwritten) {
            problem = Problem.UNAVAILABLE;
            sentence = "The call cannot be answered now. Try again.";
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        byte[] body = OutcomeJson.of(problem, sentence, List.of());
        response.setStatus(problem.status());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
