package org.cervicalinsufficiency.fhirserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.fhirserver.launched.EhrRecord;
import org.cervicalinsufficiency.security.AccessToken;
import org.cervicalinsufficiency.security.AccessTokens;
import org.cervicalinsufficiency.security.FailureRateFilter;
import org.cervicalinsufficiency.security.Grant;
import org.cervicalinsufficiency.security.Scopes;
import org.cervicalinsufficiency.tenant.AuthorizationServer;
import org.cervicalinsufficiency.tenant.BackendApp;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.cervicalinsufficiency.tenant.Tenants.TenantApp;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the FHIR server: finds out who calls, and leaves caller and grant with the request. Whoever cannot prove
 * it gets one answer, whatever the reason is. Anonymous are the CapabilityStatement and the document that tells where
 * tokens come from, and everything where no authorization server is registered and there is one tenant; the
 * latter never in production.
 */
final class FhirAccessFilter extends OncePerRequestFilter {

    private static final String METADATA = "/fhir/metadata";
    private static final String SMART = "/fhir/.well-known/smart-configuration";
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Pattern ODD_PATH = Pattern.compile(".*(;|//|\\\\|%2f|%5c|%2e|%3b|%00|/\\.\\.?(/|$)).*");
    private static final String UNPROVEN = outcome(
            "login",
            "An access token of the authorization server is needed; .well-known/smart-configuration tells where to get one.");
    private static final String ODD = outcome(
            "invalid", "The path is not one of a FHIR address: write it without dots, semicolons and doubled slashes.");
    private static final String ABSENT = outcome("not-found", "No authorization server is registered here.");

    private final CurrentTenants tenants;
    private final Optional<AccessTokens> tokens;
    private final TenantStores stores;
    private final boolean neverOpen;

    FhirAccessFilter(CurrentTenants tenants, Optional<AccessTokens> tokens, TenantStores stores, boolean neverOpen) {
        this.tenants = tenants;
        this.tokens = tokens;
        this.stores = stores;
        this.neverOpen = neverOpen;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Tenants now = tenants.get();
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean reads = READS.contains(request.getMethod());
        if (ODD_PATH.matcher(path.toLowerCase(Locale.ROOT)).matches() && !path.equals(SMART)) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, ODD);
        } else if (request.getAttribute(EhrRecord.ATTRIBUTE) instanceof EhrRecord
                && request.getAttribute(Caller.ATTRIBUTE) instanceof Caller launched) {
            // Handed on by the launched door, which has proven the caller by the EHR itself.
            stores.prepare(launched.tenant());
            chain.doFilter(request, response);
        } else if (path.equals(SMART) && reads) {
            smartConfiguration(now.authorizationServer(), response);
        } else if (!neverOpen && isOpen(now)) {
            request.setAttribute(Caller.ATTRIBUTE, Caller.anybodyOf(now.all().get(0)));
            chain.doFilter(request, response);
        } else if (path.equals(METADATA) && reads || isProven(request, now)) {
            chain.doFilter(request, response);
        } else if (!FailureRateFilter.turnedAway(request, response)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"fhir\"");
            answer(response, HttpServletResponse.SC_UNAUTHORIZED, UNPROVEN);
        }
    }

    /** Several tenants cannot be told apart where nobody proves anything: then nothing is open. */
    static boolean isOpen(Tenants now) {
        return now.authorizationServer().isEmpty() && now.all().size() == 1;
    }

    private boolean isProven(HttpServletRequest request, Tenants now) {
        List<String> authorization = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        Optional<AccessToken> token = now.authorizationServer()
                .flatMap(server -> tokens.flatMap(check -> check.check(authorization, server)));
        Optional<TenantApp> caller = token.flatMap(proven -> now.app(proven.clientId()));
        if (token.isEmpty() || caller.isEmpty()) {
            return false;
        }
        Tenant tenant = caller.get().tenant();
        BackendApp app = caller.get().app();
        request.setAttribute(Caller.ATTRIBUTE, new Caller(tenant, app.name()));
        request.setAttribute(
                Grant.ATTRIBUTE,
                new Grant(app.name(), app.roles(), Scopes.of(token.get().scope())));
        stores.prepare(tenant);
        return true;
    }

    private static void smartConfiguration(Optional<AuthorizationServer> server, HttpServletResponse response)
            throws IOException {
        if (server.isEmpty()) {
            answer(response, HttpServletResponse.SC_NOT_FOUND, ABSENT);
        } else {
            write(response, HttpServletResponse.SC_OK, "application/json", SmartConfiguration.of(server.get()));
        }
    }

    private static void answer(HttpServletResponse response, int status, String outcome) throws IOException {
        write(response, status, "application/fhir+json", outcome);
    }

    private static void write(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String outcome(String code, String sentence) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" + code
                + "\",\"diagnostics\":\"" + sentence + "\"}]}";
    }
}
