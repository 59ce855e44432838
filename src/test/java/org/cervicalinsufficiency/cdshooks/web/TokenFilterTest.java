package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.ReplayMemory;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the filter does beyond what AC-54 asks of the whole server. */
class TokenFilterTest {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final String VIEW = "/cds-services/" + SERVICE;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final List<AuditedCall> audited = new ArrayList<>();

    private CurrentTenants tenants;
    private RegisteredKeys keys;

    @BeforeEach
    void register(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("t.yaml"), SecureTenants.yaml());
        tenants = new CurrentTenants(new TenantFile(
                        file, new TenantRules(Set.of(), Set.of(), Set.of(SERVICE), "us", "en", true, new SigningKeys()))
                .read());
        keys = new RegisteredKeys(tenants, address -> new byte[0], Clock.systemUTC());
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private MockHttpServletResponse send(
            String method, String path, String authorization, ReplayMemory memory, boolean open) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        if (!authorization.isEmpty()) {
            request.addHeader("Authorization", authorization);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        EntitlementFilter entitlement = new EntitlementFilter(
                id -> id.startsWith("cervical-insufficiency-"),
                new TokenLog(meters),
                new CallAudit(audited::add, Clock.systemUTC()));
        new TokenFilter(
                        new ClientTokens(tenants, keys, memory, Clock.systemUTC()),
                        new ServerAddress(SecureTenants.BASE + "/"),
                        open,
                        new TokenLog(meters))
                .doFilter(request, response, (in, out) -> entitlement.doFilter(in, out, chain));
        if (chain.getRequest() != null) {
            response.addHeader("passed", String.valueOf(request.getAttribute(Caller.ATTRIBUTE)));
        }
        return response;
    }

    private static ReplayMemory always(ReplayMemory.Memory memory) {
        return (issuer, id, until) -> memory;
    }

    @Test
    void opensDiscoveryAndNothingElse() throws Exception {
        ReplayMemory first = always(ReplayMemory.Memory.FIRST);

        assertThat(send("GET", "/cds-services", "", first, true).containsHeader("passed"))
                .isTrue();
        assertThat(send("GET", "/cds-services/", "", first, true).containsHeader("passed"))
                .isTrue();
        assertThat(send("GET", "/cds-services", "", first, false).getStatus()).isEqualTo(401);
        assertThat(send("POST", "/cds-services", "", first, true).getStatus()).isEqualTo(401);
        assertThat(send("POST", VIEW, "", first, true).getStatus()).isEqualTo(401);
        assertThat(send("GET", VIEW, "", first, true).getStatus()).isEqualTo(401);
    }

    @Test
    void tellsTheServerWhoCalls() throws Exception {
        MockHttpServletResponse answer =
                send("POST", VIEW, TestTokens.alpha(VIEW).bearer(), always(ReplayMemory.Memory.FIRST), false);

        assertThat(answer.getHeader("passed")).contains("client=alpha").contains("id=alpha");
    }

    @Test
    void asksToTryAgainWhileItCannotBeTold() throws Exception {
        MockHttpServletResponse answer =
                send("POST", VIEW, TestTokens.alpha(VIEW).bearer(), always(ReplayMemory.Memory.UNKNOWN), false);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        assertThat(answer.getContentAsString()).contains("transient");
    }

    /** Whoever is refused after the proof is written down, with the service if it is one of ours. */
    @Test
    void writesDownWhoMayNotCallTheService() throws Exception {
        ReplayMemory first = always(ReplayMemory.Memory.FIRST);
        String start = "/cds-services/cervical-insufficiency-encounter-start";
        String other = "/cds-services/Zzyzx";

        assertThat(send("POST", start, TestTokens.beta(start).bearer(), first, false)
                        .getStatus())
                .isEqualTo(403);
        assertThat(send("POST", other, TestTokens.beta(other).bearer(), first, false)
                        .getHeader("passed"))
                .as("E8 before E7: the controller says that there is no such service")
                .contains("client=beta");
        assertThat(send("POST", VIEW, "Bearer a.b.c", first, false).getStatus()).isEqualTo(401);

        assertThat(audited)
                .extracting(call -> call.who().client() + " " + call.what().service() + " "
                        + call.outcome().status() + call.patient())
                .containsExactly("beta cervical-insufficiency-encounter-start 403");
    }

    @Test
    void saysWhenToTryAgainWhatCannotBeWrittenDown() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", VIEW);
        request.setAttribute(
                Caller.ATTRIBUTE, Caller.anybodyOf(tenants.get().all().get(0)));
        EntitlementFilter.mark(request);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new EntitlementFilter(
                        id -> true,
                        new TokenLog(meters),
                        new CallAudit(
                                call -> {
                                    throw new NotAudited();
                                },
                                Clock.systemUTC()))
                .doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("30");
    }

    @Test
    void countsByClientAndReason() throws Exception {
        MockHttpServletResponse answer =
                send("POST", VIEW, TestTokens.alpha(VIEW).bearer(), always(ReplayMemory.Memory.REPEATED), false);

        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(meters.get("cds.auth.rejected")
                        .tags("client", "alpha", "reason", "replay")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("cds.jti.replay").counter().count()).isEqualTo(1);
    }

    @Test
    void knowsAChangeOfTheRegistrationsAtOnce() throws Exception {
        tenants.replace(
                new Tenants(tenants.get().all().subList(1, 3), tenants.get().authorizationServer()));

        assertThat(send("POST", VIEW, TestTokens.alpha(VIEW).bearer(), always(ReplayMemory.Memory.FIRST), false)
                        .getStatus())
                .isEqualTo(401);
    }
}
