package org.cervicalinsufficiency.security;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cervicalinsufficiency.tenant.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each registered client its share: it stands behind the proof of who calls, and before the body is read. */
public final class ClientRateFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ClientRateFilter.class);

    private final Rates calls;

    /** A filter that lets a client call so often in each second, and so often at once. */
    public ClientRateFilter(int perSecond, int burst) {
        this(new Rates(perSecond, burst, TimeMeter.SYSTEM_NANOTIME));
    }

    ClientRateFilter(Rates calls) {
        this.calls = calls;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller
                && !caller.client().equals(Caller.ANYBODY)
                && !calls.take(caller.tenant().id() + "/" + caller.client())) {
            LOG.info(
                    "call turned away: reason=rate tenant={} client={}",
                    caller.tenant().id(),
                    caller.client());
            TooMany.write(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
