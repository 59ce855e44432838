package org.cervicalinsufficiency.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a page may load: things of this server only, no script or style inside the page. Answers that are no page keep the
 * policy of {@code security.HeadersFilter}, which allows nothing.
 */
final class PagePolicy implements HandlerInterceptor {

    /** Attribute of a page's model: true if its renderer adds style elements of its own. */
    static final String OWN_STYLES = "ownStyles";

    /** Attribute of a page's model: more origins that its scripts may call, as a list of texts. */
    static final String CALLS = "calls";

    private final String ancestors;

    /** @param frames origins whose pages may show ours in a frame; none: nobody may */
    PagePolicy(List<String> frames) {
        this.ancestors = frames.isEmpty() ? "'none'" : String.join(" ", frames);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null) {
            return;
        }
        boolean ownStyles = Boolean.TRUE.equals(page.getModel().get(OWN_STYLES));
        Object calls = page.getModel().get(CALLS);
        response.setHeader(
                "Content-Security-Policy", policy(ownStyles, calls instanceof List<?> more ? more : List.of()));
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept-Language");
    }

    private String policy(boolean ownStyles, List<?> calls) {
        StringBuilder connect = new StringBuilder("'self'");
        calls.forEach(origin -> connect.append(' ').append(origin));
        return "default-src 'none'; script-src 'self'; style-src 'self'" + (ownStyles ? " 'unsafe-inline'" : "")
                + "; img-src 'self' data:; font-src 'self'; manifest-src 'self'; connect-src " + connect
                + "; form-action 'self'; base-uri 'none'; frame-ancestors " + ancestors;
    }
}
