package org.cervicalinsufficiency.security;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts for each address the calls that nobody could be proven to have sent. Beyond its share the next such call gets 429
 * instead of 401; a call of somebody who proves who it is is never turned away here, whoever else calls from its address.
 */
public final class FailureRateFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(FailureRateFilter.class);
    private static final String OVER = FailureRateFilter.class.getName() + ".over";

    private final Rates failures;

    /** A filter that lets an address fail so often in each second, and so often at once. */
    public FailureRateFilter(int perSecond, int burst) {
        this(new Rates(perSecond, burst, TimeMeter.SYSTEM_NANOTIME));
    }

    FailureRateFilter(Rates failures) {
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = String.valueOf(request.getRemoteAddr());
        if (!failures.isOpen(address)) {
            request.setAttribute(OVER, true);
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED && !failures.take(address)) {
            LOG.debug("an address has used up its failures");
        }
    }

    /** Answers a call that would get 401 with 429, if its address has used up its failures; false if it has not. */
    public static boolean turnedAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(OVER) == null) {
            return false;
        }
        LOG.debug("call turned away: reason=failures");
        TooMany.write(request, response);
        return true;
    }
}
