package org.cervicalinsufficiency.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses addresses that two readers could understand differently, and those that are too long. The container has
 * already put the path in order; what is looked at here is what was sent.
 */
public final class PlainPathFilter extends OncePerRequestFilter {

    private static final int LONGEST = 8 * 1024;

    /** Parameters in a segment, empty and dot segments, backslashes, encoded slashes, dots, percent signs and controls. */
    private static final Pattern ODD =
            Pattern.compile(";|//|/\\.{1,2}(/|$)|\\\\|%(2f|5c|2e|25|3b|[01][0-9a-f]|7f)", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (length(request.getRequestURI()) + length(request.getQueryString()) > LONGEST) {
            PlainRefusal.write(request, response, 414, "too-long", "The address is too long.");
        } else if (ODD.matcher(request.getRequestURI()).find()) {
            PlainRefusal.write(request, response, 400, "structure", "The address could not be read; write it plainly.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
