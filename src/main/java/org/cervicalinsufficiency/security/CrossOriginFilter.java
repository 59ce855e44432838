package org.cervicalinsufficiency.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Cross-origin rules of one interface. It answers preflights itself and stands before everything that could refuse them,
 * since a preflight carries no token. An origin that is not listed gets an ordinary answer without the headers a browser
 * looks for. Credentials of the browser are never allowed, and no origin is named but the one that asks.
 */
public final class CrossOriginFilter extends OncePerRequestFilter {

    private final BrowserOrigins origins;
    private final Allowed allowed;

    /**
     * What a page of a listed origin may do; each is a list as it stands in a header.
     *
     * @param methods methods that may be used
     * @param headers request headers that may be sent
     * @param exposed headers of the answer that may be read beside the usual ones; empty: none
     */
    public record Allowed(String methods, String headers, String exposed) {}

    /** Rules for the paths that the filter is registered for. */
    public CrossOriginFilter(BrowserOrigins origins, Allowed allowed) {
        this.origins = origins;
        this.allowed = allowed;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean listed = origin != null && origins.lists(origin);
        if (listed) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        if (isPreflight(request)) {
            answerPreflight(response, listed);
            return;
        }
        if (listed && !allowed.exposed().isEmpty()) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, allowed.exposed());
        }
        chain.doFilter(request, response);
    }

    private void answerPreflight(HttpServletResponse response, boolean listed) {
        if (listed) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, allowed.methods());
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, allowed.headers());
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return HttpMethod.OPTIONS.matches(request.getMethod())
                && request.getHeader(HttpHeaders.ORIGIN) != null
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }
}
