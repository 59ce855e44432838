package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.CallTrail;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which refusals are written down, and what goes out if they cannot be. */
class RefusalFilterTest {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final Caller ALPHA = new Caller(ExampleTenants.local(), "alpha");

    private final List<AuditedCall> audited = new ArrayList<>();

    private MockHttpServletResponse send(Caller caller, String path, int status, CallTrail trail) throws Exception {
        return send(caller, path, trail, new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setStatus(status);
                response.getOutputStream().write("secret".getBytes(StandardCharsets.UTF_8));
                response.flushBuffer();
            }
        });
    }

    private static MockHttpServletResponse send(Caller caller, String path, CallTrail trail, Servlet behind)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setAttribute(Caller.ATTRIBUTE, caller);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new RefusalFilter(new CallAudit(trail, Clock.systemUTC()))
                .doFilter(request, response, new MockFilterChain(behind));
        return response;
    }

    /** A call too many (429) is counted by {@link RefusedCallFilter}. */
    @Test
    void writesRefusalsDownAndNothingElse() throws Exception {
        for (int status : new int[] {200, 204, 304, 404, 429, 503}) {
            assertThat(send(ALPHA, "/cds-services/" + SERVICE, status, audited::add)
                            .getStatus())
                    .isEqualTo(status);
        }
        assertThat(send(ALPHA, "/cds-services/zzyzx/feedback", 404, audited::add)
                        .getStatus())
                .isEqualTo(404);
        assertThat(send(Caller.anybodyOf(ALPHA.tenant()), "/cds-services/" + SERVICE, 404, audited::add)
                        .getContentAsString())
                .isEqualTo("secret");
        assertThat(send(ALPHA, "/fhir/Patient/1", 404, audited::add).getStatus())
                .isEqualTo(404);

        assertThat(audited)
                .extracting(call -> call.who().client() + " " + call.what().service() + " "
                        + call.outcome().status())
                .containsExactly("alpha " + SERVICE + " 404", "alpha " + SERVICE + " 503", "alpha  404");
    }

    @Test
    void writesADefectDown() {
        assertThatThrownBy(() -> send(ALPHA, "/cds-services/" + SERVICE, audited::add, new HttpServlet() {
                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response) {
                        throw new IllegalStateException("a defect");
                    }
                }))
                .hasStackTraceContaining("a defect");

        assertThat(audited).extracting(call -> call.outcome().status()).containsExactly(500);
    }

    /** The site wants no answer then. */
    @Test
    void saysNothingOfARefusalThatCannotBeWrittenDown() throws Exception {
        MockHttpServletResponse answer = send(ALPHA, "/cds-services/" + SERVICE, 404, call -> {
            throw new NotAudited();
        });

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("30");
        assertThat(answer.getContentAsString()).contains("could not be audited").doesNotContain("secret");
    }
}
