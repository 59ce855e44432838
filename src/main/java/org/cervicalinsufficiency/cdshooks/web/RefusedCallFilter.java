package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.audit.CallTrail;
import org.cervicalinsufficiency.audit.Refused;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.security.PlainRefusal;
import org.cervicalinsufficiency.security.TokenVerdict;
import org.cervicalinsufficiency.tenant.Caller;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before everything that refuses a call and counts what nobody writes down as a call of its own: whoever cannot
 * prove who it is, whoever comes too often, launched forms that the EHR does not stand for, and readers of reports who may
 * not read them. Nothing that was sent decides what is counted together.
 */
final class RefusedCallFilter extends OncePerRequestFilter {

    private static final String VERDICT = "org.cervicalinsufficiency.cdshooks.refused";
    private static final String KNOWN = "org.cervicalinsufficiency.cdshooks.not-entitled";
    private static final String LAUNCHED = "/launched";
    private static final String REPORTS = "/reports";
    private static final String FORMS = "/forms";
    private static final String NOT_ENTITLED = "not-entitled";
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_DEFECT = 500;
    private static final int UNAVAILABLE = 503;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_ADDRESS = 45;
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private final RefusedCalls refused;

    RefusedCallFilter(RefusedCalls refused) {
        this.refused = refused;
    }

    /** Leaves with a request what was wrong with its token. */
    static void note(HttpServletRequest request, TokenVerdict.Refused verdict) {
        request.setAttribute(VERDICT, verdict);
    }

    /** Leaves with a request who has proven to be whom, and may not do what it asks for. */
    static void noteKnown(HttpServletRequest request, String tenant, String client) {
        request.setAttribute(KNOWN, new Known(tenant, client));
    }

    private record Known(String tenant, String client) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new WatchedAnswer(response, status -> {
            if (isRefusal(status) && isOurs(request, status) && !CallAudit.isTried(request)) {
                request.setAttribute(CallTrail.WRITTEN, true);
                refused.add(kind(request, status), address(request));
            }
            return true;
        }));
    }

    /** Behind a proxy the address is what a header says: nothing but an address is kept of it. */
    private static String address(HttpServletRequest request) {
        String address = Objects.requireNonNullElse(request.getRemoteAddr(), "");
        return address.length() <= LONGEST_ADDRESS && ADDRESS.matcher(address).matches() ? address : "";
    }

    private static boolean isRefusal(int status) {
        return status >= FIRST_REFUSAL && status < FIRST_DEFECT || status == UNAVAILABLE;
    }

    /**
     * Whom it has let in, the FHIR interface writes down itself; a page that is not there, or a report on days that are
     * none, is no refusal of anybody.
     */
    private static boolean isOurs(HttpServletRequest request, int status) {
        return switch (door(request)) {
            case "fhir" -> status == UNAUTHORIZED || PlainRefusal.isMade(request);
            case "reports" -> status == UNAUTHORIZED || status == FORBIDDEN || PlainRefusal.isMade(request);
            case "forms" -> PlainRefusal.isMade(request);
            default -> true;
        };
    }

    private static Refused kind(HttpServletRequest request, int status) {
        String door = door(request);
        if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
            boolean isProven = !LAUNCHED.substring(1).equals(door);
            return new Refused(
                    caller.tenant().id(),
                    isProven ? caller.client() : "",
                    isProven ? "" : caller.client(),
                    door,
                    status,
                    PlainRefusal.reason(request));
        }
        if (request.getAttribute(VERDICT) instanceof TokenVerdict.Refused verdict) {
            return new Refused(
                    verdict.claimed().map(caller -> caller.tenant().id()).orElse(""),
                    "",
                    verdict.claimed().map(Caller::client).orElse(""),
                    door,
                    status,
                    verdict.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (request.getAttribute(KNOWN) instanceof Known known) {
            return new Refused(known.tenant(), known.client(), "", door, status, NOT_ENTITLED);
        }
        return new Refused("", "", "", door, status, PlainRefusal.reason(request));
    }

    private static String door(HttpServletRequest request) {
        String path = request.getServletPath();
        for (String door : List.of(LAUNCHED, REPORTS, FORMS)) {
            if (path.startsWith(door)) {
                return door.substring(1);
            }
        }
        return PlainRefusal.isFhir(request) ? "fhir" : "cds-services";
    }
}
