package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What of a refused call is kept: who has proven to be whom, and an address only if it is one. */
class RefusedCallFilterTest {

    private static final Caller ALPHA = new Caller(ExampleTenants.local(), "alpha");

    private static AuditedCall refused(String path, String address) throws Exception {
        List<AuditedCall> written = new ArrayList<>();
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setRequestURI(path);
        request.setRemoteAddr(address);
        request.setAttribute(Caller.ATTRIBUTE, ALPHA);
        MockHttpServletResponse response = new MockHttpServletResponse();
        try (RefusedCalls calls = new RefusedCalls(written::add, Clock.systemUTC())) {
            new RefusedCallFilter(calls)
                    .doFilter(request, response, new MockFilterChain(new jakarta.servlet.http.HttpServlet() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected void service(
                                jakarta.servlet.http.HttpServletRequest call,
                                jakarta.servlet.http.HttpServletResponse answer) {
                            answer.setStatus(429);
                        }
                    }));
        }
        assertThat(written).hasSize(1);
        return written.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8::7, 2001:db8::7",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7",
        "Jane-Doe-MRN-123, ''",
        "4711, ''",
        "eyJhbGciOiJFUzM4NCJ9.e30.c2ln, ''",
        "1:11111111111111111111111111111111111111111111111, ''"
    })
    void keepsAnAddressOnlyIfItIsOne(String sent, String kept) throws Exception {
        assertThat(refused("/cds-services/some-service", sent).who().address()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"/cds-services/some-service, alpha, ''", "/launched/patient, '', alpha"})
    void takesALaunchedCallerForClaimed(String path, String proven, String claimed) throws Exception {
        AuditedCall call = refused(path, "192.0.2.7");

        assertThat(call.who().client()).isEqualTo(proven);
        assertThat(call.outcome().repeats().claimed()).isEqualTo(claimed);
    }
}
