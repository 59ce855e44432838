package org.cervicalinsufficiency.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Once the server takes no more calls, answers what still comes over connections that are open with 503 and when to try
 * again; what has begun before is finished.
 */
public final class ClosingFilter extends OncePerRequestFilter {

    private static final int UNAVAILABLE = 503;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();

    /** From now on nothing new is begun. */
    public void close() {
        closed.set(true);
    }

    /** How many calls have begun and are not answered yet. */
    public int underWay() {
        return underWay.get();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        underWay.incrementAndGet();
        try {
            if (closed.get()) {
                response.setHeader("Retry-After", "1");
                response.setHeader("Connection", "close");
                PlainRefusal.write(
                        request,
                        response,
                        UNAVAILABLE,
                        "transient",
                        "This server is being stopped; send the call again on a new connection.");
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            underWay.decrementAndGet();
        }
    }
}
