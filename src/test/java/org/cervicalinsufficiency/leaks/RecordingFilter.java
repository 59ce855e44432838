package org.cervicalinsufficiency.leaks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Stands before everything else in the servers of the suite and keeps what a call says and what it is refused with. */
final class RecordingFilter implements Filter {

    private static final String FIRST = RecordingFilter.class.getName();

    private final SuiteRecord record;

    RecordingFilter(SuiteRecord record) {
        this.record = record;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HeardRequest heard = new HeardRequest((HttpServletRequest) request);
        KeptAnswer kept = new KeptAnswer((HttpServletResponse) response);
        try {
            chain.doFilter(heard, kept);
            kept.finish();
        } finally {
            // The page for an error is a second pass, in which the body of the call has been read already.
            if (request.getAttribute(FIRST) instanceof HeardRequest first) {
                record.refused(first, kept);
            } else {
                request.setAttribute(FIRST, heard);
                record.called(heard);
                record.refused(heard, kept);
            }
        }
    }
}
