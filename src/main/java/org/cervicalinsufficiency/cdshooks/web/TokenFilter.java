package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.FailureRateFilter;
import org.cervicalinsufficiency.security.Refusal;
import org.cervicalinsufficiency.security.TokenVerdict;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a call pass that a registered client has signed, and tells the rest of the server who it is and whether it may call
 * this service. Every other call gets
 * one and the same answer, whatever is wrong with its token; so does every path below discovery that we do not have.
 */
final class TokenFilter extends OncePerRequestFilter {

    private static final Pattern ENDPOINT =
            Pattern.compile("/cds-services(?:/?|(?:/(?<service>[A-Za-z0-9._-]{1,100})(?:/feedback)?))");
    private static final Set<String> DISCOVERY = Set.of("/cds-services", "/cds-services/");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final byte[] REFUSED =
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"login\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private final ClientTokens tokens;
    private final ServerAddress address;
    private final boolean openDiscovery;
    private final TokenLog log;

    /**
     * @param tokens checks them
     * @param address the configured address of the server: never the one a request names
     * @param openDiscovery whether discovery needs none
     * @param log counts what is refused
     */
    TokenFilter(ClientTokens tokens, ServerAddress address, boolean openDiscovery, TokenLog log) {
        this.tokens = tokens;
        this.address = address;
        this.openDiscovery = openDiscovery;
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (needsNone(request, path)) {
            chain.doFilter(request, response);
            return;
        }
        TokenVerdict verdict = verdict(request, path);
        if (verdict instanceof TokenVerdict.Admitted admitted) {
            request.setAttribute(Caller.ATTRIBUTE, admitted.caller());
            chain.doFilter(request, response);
        } else if (verdict instanceof TokenVerdict.NotEntitled known) {
            request.setAttribute(Caller.ATTRIBUTE, known.caller());
            EntitlementFilter.mark(request);
            chain.doFilter(request, response);
        } else if (verdict instanceof TokenVerdict.Undecided undecided) {
            log.undecided(undecided.client());
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            answer(
                    response,
                    Problem.UNAVAILABLE.status(),
                    OutcomeJson.of(Problem.UNAVAILABLE, "The call cannot be admitted now. Try again.", List.of()));
        } else if (verdict instanceof TokenVerdict.Refused refused
                && !FailureRateFilter.turnedAway(request, response)) {
            log.refused(refused);
            RefusedCallFilter.note(request, refused);
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            answer(response, HttpServletResponse.SC_UNAUTHORIZED, REFUSED);
        }
    }

    /** A question about methods says nothing of anybody; discovery only if it was opened. */
    private boolean needsNone(HttpServletRequest request, String path) {
        boolean discovery = DISCOVERY.contains(path);
        return (request.getMethod().equals("OPTIONS") && ENDPOINT.matcher(path).matches())
                || (openDiscovery && discovery && READING.contains(request.getMethod()));
    }

    private TokenVerdict verdict(HttpServletRequest request, String path) {
        Matcher endpoint = ENDPOINT.matcher(path);
        if (!endpoint.matches()) {
            return TokenVerdict.Refused.ofNobody(Refusal.SHAPE);
        }
        String called = address.at(DISCOVERY.contains(path) ? "/cds-services" : path);
        return tokens.check(
                Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)),
                called,
                Optional.ofNullable(endpoint.group("service")));
    }

    private static void answer(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
