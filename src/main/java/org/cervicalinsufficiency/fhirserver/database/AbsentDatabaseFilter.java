package org.cervicalinsufficiency.fhirserver.database;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers FHIR calls at once while the store cannot: 503, when to try again, and why. */
public final class AbsentDatabaseFilter extends OncePerRequestFilter {

    /** Tells where tokens come from, and needs no store. */
    private static final String SMART = "/fhir/.well-known/smart-configuration";

    private final StoreState store;

    /** @param store what keeps the store from being served */
    public AbsentDatabaseFilter(StoreState store) {
        this.store = store;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<String> lacking = path.equals(SMART) ? Optional.empty() : store.lacking();
        if (lacking.isPresent()) {
            answer(response, lacking.get());
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException failure) {
            if (!Absence.isBehind(failure) || response.isCommitted()) {
                throw failure;
            }
            store.doubt();
            response.resetBuffer();
            answer(response, AbsentDatabase.SENTENCE);
        }
    }

    private static void answer(HttpServletResponse response, String sentence) throws IOException {
        byte[] body =
                ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"transient\","
                                + "\"diagnostics\":\"" + sentence.replace("\"", "'") + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, AbsentDatabase.RETRY_SECONDS);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
