package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.web.filter.OncePerRequestFilter;

/** Measures every call of the hooks, also one that another filter refuses. */
final class CallMeterFilter extends OncePerRequestFilter {

    /** Under this name the controller leaves whether an answer holds no card. */
    private static final String EMPTY = "org.cervicalinsufficiency.cdshooks.empty";

    private static final Pattern PATH =
            Pattern.compile("/cds-services(?:/(?<service>[^/]+)(?<feedback>/feedback)?)?/?");
    private static final String DISCOVERY = "discovery";
    private static final String UNKNOWN = "unknown";
    private static final int BROKEN = 500;

    private final ServiceCatalog catalog;
    private final CurrentTenants tenants;
    private final CallMeters meters;

    CallMeterFilter(ServiceCatalog catalog, CurrentTenants tenants, CallMeters meters) {
        this.catalog = catalog;
        this.tenants = tenants;
        this.meters = meters;
    }

    /** Notes that the answer to this request holds no card. */
    static void noteEmpty(HttpServletRequest request) {
        request.setAttribute(EMPTY, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        boolean finished = false;
        try {
            chain.doFilter(request, response);
            finished = true;
        } finally {
            meters.ended(
                    called(request),
                    finished ? response.getStatus() : BROKEN,
                    request.getAttribute(EMPTY) != null,
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private CallMeters.Called called(HttpServletRequest request) {
        String client = client(request);
        Matcher path = PATH.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (!path.matches()) {
            return new CallMeters.Called(CallMeters.OTHER, CallMeters.OTHER, client);
        }
        String service = path.group("service");
        if (service == null) {
            return new CallMeters.Called(DISCOVERY, DISCOVERY, client);
        }
        boolean feedback = path.group("feedback") != null;
        return catalog.find(service)
                .map(found -> new CallMeters.Called(
                        service, feedback ? "feedback" : found.definition().hook(), client))
                .orElseGet(() -> new CallMeters.Called(CallMeters.OTHER, CallMeters.OTHER, client));
    }

    /** Whom the filter for tokens has let in; before it, and where it refuses, nobody is known. */
    private String client(HttpServletRequest request) {
        if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
            return caller.client();
        }
        return tenants.get().anybody().map(Caller::client).orElse(UNKNOWN);
    }
}
