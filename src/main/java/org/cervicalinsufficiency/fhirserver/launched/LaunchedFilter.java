package org.cervicalinsufficiency.fhirserver.launched;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the launched door: reads the call and finds the tenant whose share it uses up. Nobody is asked anything
 * before that.
 */
public final class LaunchedFilter extends OncePerRequestFilter {

    /** The name under which launched forms stand in logs, rates and the audit. */
    static final String CLIENT = "smart-launch";

    private final LaunchedCallReader reader;

    /** A filter for the EHRs that are registered. */
    public LaunchedFilter(CurrentTenants tenants) {
        this.reader = new LaunchedCallReader(tenants);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            LaunchedCall call = read(request);
            request.setAttribute(LaunchedCall.ATTRIBUTE, call);
            request.setAttribute(Caller.ATTRIBUTE, new Caller(call.tenant(), CLIENT));
        } catch (LaunchRefused refused) {
            Refusals.write(refused, request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private LaunchedCall read(HttpServletRequest request) throws IOException {
        Optional<LaunchedAct> act = LaunchedAct.at(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (act.isEmpty()) {
            throw new LaunchRefused(
                    404,
                    "not-found",
                    "path",
                    "is not known; call patient, populate, assess or submit below /launched.");
        }
        if (!request.getMethod().equals("POST")) {
            throw new LaunchRefused(405, "not-supported", "method", "is not taken here; use POST.");
        }
        return reader.read(
                act.get(),
                Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)),
                request.getInputStream().readAllBytes());
    }
}
