package org.cervicalinsufficiency.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cervicalinsufficiency.json.FhirJsonCheck;
import org.cervicalinsufficiency.json.JsonRefused;
import org.cervicalinsufficiency.security.BodyRefused.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a request once, within limits, and hands the bytes on. What comes to FHIR, or from the form page, is looked through
 * first, because FHIR's own parser takes what is not strict JSON; the hooks have a strict reader of their own.
 */
public final class BodyFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BodyFilter.class);
    private static final String FEEDBACK = "/feedback";
    private static final int LARGEST_FEEDBACK = 1024 * 1024;
    private static final int LARGEST_SEARCH = 64 * 1024;

    private final int limit;
    private final Duration deadline;
    private final BodyBudget budget;

    /**
     * A filter for one interface.
     *
     * @param limit the largest body in bytes
     * @param deadline how long a body may take to come
     * @param budget the bytes that all bodies under way may hold together
     */
    public BodyFilter(int limit, Duration deadline, long budget) {
        this.limit = limit;
        this.deadline = deadline;
        this.budget = new BodyBudget(budget);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (BodyBudget.Share share = budget.open()) {
            HttpServletRequest read;
            try {
                read = isSearch(request) ? search(request) : new ReadBody(request, read(request, share));
            } catch (BodyRefused refusal) {
                refuse(request, response, refusal);
                return;
            }
            chain.doFilter(read, response);
        }
    }

    /** The container reads the parameters of a search; what it would leave out unread is refused here. */
    private HttpServletRequest search(HttpServletRequest request) throws BodyRefused {
        requireIdentity(request);
        long length = request.getContentLengthLong();
        if (length < 0 || length > LARGEST_SEARCH) {
            throw new BodyRefused(
                    Reason.TOO_LARGE, "Send the parameters of a search with a Content-Length of at most 64 KiB.");
        }
        return request;
    }

    private byte[] read(HttpServletRequest request, BodyBudget.Share share) throws BodyRefused, IOException {
        boolean fhir = PlainRefusal.isFhir(request);
        requireIdentity(request);
        if (fhir && !types(request).allMatch(BodyFilter::isJson)) {
            throw new BodyRefused(Reason.MEDIA, "Send application/fhir+json in UTF-8.");
        }
        byte[] body = new BodyReader(limitOf(request, fhir), deadline)
                .read(request.getInputStream(), request.getContentLengthLong(), share);
        if ((fhir || isForm(request)) && body.length > 0) {
            check(body);
        }
        return body;
    }

    private int limitOf(HttpServletRequest request, boolean fhir) {
        return !fhir && request.getRequestURI().endsWith(FEEDBACK) ? Math.min(limit, LARGEST_FEEDBACK) : limit;
    }

    /** What the form page sends is FHIR as well, though it is answered without it. */
    private static boolean isForm(HttpServletRequest request) {
        return request.getServletPath().startsWith("/forms/");
    }

    private static boolean isSearch(HttpServletRequest request) {
        return PlainRefusal.isFhir(request)
                && "POST".equals(request.getMethod())
                && request.getRequestURI().endsWith("/_search")
                && types(request).allMatch(MediaType.APPLICATION_FORM_URLENCODED::equalsTypeAndSubtype);
    }

    private static void check(byte[] body) throws BodyRefused {
        try {
            FhirJsonCheck.check(body);
        } catch (JsonRefused refused) {
            throw new BodyRefused(refused.isTooMany() ? Reason.ENTRIES : Reason.JSON, refused.sentence());
        }
    }

    /** A header may stand in several lines. */
    private static void requireIdentity(HttpServletRequest request) throws BodyRefused {
        for (String encoding : Collections.list(request.getHeaders("Content-Encoding"))) {
            if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
                throw new BodyRefused(Reason.ENCODING, "Send the body without a content encoding.");
            }
        }
    }

    /** What each line says that the body is; anything, where none says it. */
    private static Stream<MediaType> types(HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders("Content-Type"));
        return lines.isEmpty() ? Stream.of(MediaType.ALL) : lines.stream().map(BodyFilter::type);
    }

    private static MediaType type(String contentType) {
        try {
            return MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            return MediaType.ALL;
        }
    }

    private static boolean isJson(MediaType type) {
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        Charset charset = type.getCharset();
        return type.getType().equalsIgnoreCase("application")
                && (subtype.equals("json") || subtype.endsWith("+json"))
                && (charset == null || charset.equals(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, BodyRefused refusal)
            throws IOException {
        Reason reason = refusal.reason();
        LOG.info(
                "body refused: interface={} status={} reason={}",
                PlainRefusal.isFhir(request) ? "fhir" : "hooks",
                reason.status(),
                reason);
        response.setHeader("Connection", "close");
        if (reason == Reason.BUSY) {
            response.setHeader("Retry-After", "1");
        }
        PlainRefusal.write(request, response, reason.status(), reason.issueCode(), refusal.sentence());
    }
}
