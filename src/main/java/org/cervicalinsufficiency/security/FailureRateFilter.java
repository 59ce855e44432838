package org.cervicalinsufficiency.security;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns an address away for a moment from which too many calls came that were refused for who they are. It stands before
 * anything is parsed.
 */
public final class FailureRateFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(FailureRateFilter.class);
    private static final Set<Integer> REFUSED = Set.of(401, 403);

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
            LOG.debug("call turned away: reason=failures");
            TooMany.write(request, response);
            return;
        }
        chain.doFilter(request, response);
        if (REFUSED.contains(response.getStatus()) && !failures.take(address)) {
            LOG.debug("an address has used up its failures");
        }
    }
}
