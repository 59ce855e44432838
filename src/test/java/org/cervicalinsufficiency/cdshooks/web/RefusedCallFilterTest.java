package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What of a refused call is kept: who has proven to be whom, and an address only if it is one. */
class RefusedCallFilterTest {

    private static final Caller ALPHA = new Caller(ExampleTenants.local(), "alpha");

    private static AuditedCall refused(String path, String address) throws Exception {
        List<AuditedCall> written =
                counted(path, address, request -> request.setAttribute(Caller.ATTRIBUTE, ALPHA), 429);
        assertThat(written).hasSize(1);
        return written.get(0);
    }

    private static List<AuditedCall> counted(
            String path, String address, Consumer<HttpServletRequest> known, int status) throws Exception {
        List<AuditedCall> written = new ArrayList<>();
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setRequestURI(path);
        request.setRemoteAddr(address);
        known.accept(request);
        MockHttpServletResponse response = new MockHttpServletResponse();
        try (RefusedCalls calls = new RefusedCalls(written::add, Clock.systemUTC())) {
            new RefusedCallFilter(calls)
                    .doFilter(request, response, new MockFilterChain(new jakarta.servlet.http.HttpServlet() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected void service(
                                jakarta.servlet.http.HttpServletRequest call,
                                jakarta.servlet.http.HttpServletResponse answer) {
                            answer.setStatus(status);
                        }
                    }));
        }
        return written;
    }

    @ParameterizedTest
    @CsvSource({"401, 1", "403, 1", "400, 0", "404, 0", "200, 0"})
    void countsReadersOfReportsWhoMayNot(int status, int times) throws Exception {
        List<AuditedCall> written = counted("/reports/cards", "192.0.2.7", request -> {}, status);

        assertThat(written).hasSize(times).allSatisfy(call -> {
            assertThat(call.what().service()).isEqualTo("reports");
            assertThat(call.who().tenant()).isEmpty();
        });
    }

    @Test
    void namesAReaderOfReportsThatIsKnown() throws Exception {
        List<AuditedCall> written = counted(
                "/reports/refusals",
                "192.0.2.7",
                request -> RefusedCallFilter.noteKnown(request, "alpha", "alpha-auditor"),
                403);

        assertThat(written).singleElement().satisfies(call -> {
            assertThat(call.who().tenant()).isEqualTo("alpha");
            assertThat(call.who().client()).isEqualTo("alpha-auditor");
            assertThat(call.outcome().repeats().reason()).isEqualTo("not-entitled");
        });
    }

    /** A form that is not there is no refusal; what a filter turns away is. */
    @Test
    void countsWhatIsTurnedAwayAtTheForms() throws Exception {
        assertThat(counted("/forms/unknown", "192.0.2.7", request -> {}, 404)).isEmpty();
        assertThat(counted(
                        "/forms/some",
                        "192.0.2.7",
                        request -> request.setAttribute("org.cervicalinsufficiency.security.refused", "throttled"),
                        429))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.what().service()).isEqualTo("forms");
                    assertThat(call.outcome().repeats().reason()).isEqualTo("throttled");
                });
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
