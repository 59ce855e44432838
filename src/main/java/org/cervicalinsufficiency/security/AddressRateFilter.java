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
 * Gives each network address its share of what anybody may have done without saying who they are: of what is posted.
 * It stands before the body is read.
 */
public final class AddressRateFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AddressRateFilter.class);

    private final Rates calls;

    /** A filter that lets an address post so often in each second, and so often at once. */
    public AddressRateFilter(int perSecond, int burst) {
        this(new Rates(perSecond, burst, TimeMeter.SYSTEM_NANOTIME));
    }

    AddressRateFilter(Rates calls) {
        this.calls = calls;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!calls.take(String.valueOf(request.getRemoteAddr()))) {
            LOG.debug("call turned away: reason=rate");
            TooMany.write(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
