package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.CallTrail;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.cervicalinsufficiency.cdshooks.web.HookServer;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.ReplayMemory;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ActiveProfiles;

/** Rates over HTTP: the filters as they stand before the hooks, with small limits. */
@SpringBootTest(
        classes = RateLimitIT.Limited.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "screening.limits.calls-per-second=1",
            "screening.limits.calls-at-once=3",
            "screening.limits.failures-per-second=1",
            "screening.limits.failures-at-once=4"
        })
@ActiveProfiles(HookServer.ALONE)
class RateLimitIT {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final String VIEW = "/cds-services/" + SERVICE;
    private static final String START = "/cds-services/cervical-insufficiency-encounter-start";
    private static final int MANY = 12;
    private static final List<AuditedCall> AUDITED = new CopyOnWriteArrayList<>();

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private RefusedCalls refused;

    @LocalServerPort
    private int port;

    private HttpResponse<String> call(String authorization) throws Exception {
        return call(VIEW, authorization);
    }

    private HttpResponse<String> call(String path, String authorization) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString(Calls.body(Calls.fullPrefetch())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<Integer> calls(TestTokens token) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            HttpResponse<String> answer = call(token.claim("jti", "rate-" + i).bearer());
            statuses.add(answer.statusCode());
            if (answer.statusCode() == 429) {
                saysWhen(answer);
            }
        }
        return statuses;
    }

    private static void saysWhen(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).contains("\"OperationOutcome\"", "\"throttled\"");
    }

    private static List<Long> refusals(int status) {
        return AUDITED.stream()
                .filter(audited -> audited.outcome().status() == status)
                .map(audited -> audited.outcome().repeats().times())
                .toList();
    }

    /** In one test, since the second limit counts for the address that all tests call from. */
    @Test
    void turnsAwayAClientAndThenAnAddressThatSendsTooMuch() throws Exception {
        List<Integer> alpha = calls(TestTokens.alpha(VIEW));

        assertThat(alpha.subList(0, 3)).as("what may come at once").containsOnly(200);
        assertThat(alpha).containsOnly(200, 429).contains(429);
        assertThat(AUDITED)
                .filteredOn(audited -> audited.outcome().status() == 429)
                .as("the first is written down at once")
                .singleElement()
                .satisfies(audited -> {
                    assertThat(audited.who().client()).isEqualTo("alpha");
                    assertThat(audited.what().service()).isEqualTo("cds-services");
                    assertThat(audited.patient()).isEmpty();
                });
        refused.write();
        assertThat(refusals(429))
                .as("all others are one record")
                .containsExactly(1L, Collections.frequency(alpha, 429) - 1L);
        assertThat(call(TestTokens.beta(VIEW).bearer()).statusCode())
                .as("the share of another client is untouched")
                .isEqualTo(200);

        List<Integer> strangers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            strangers.add(call("Bearer stolen").statusCode());
        }
        HttpResponse<String> last = call("Bearer stolen");

        refused.write();
        assertThat(refusals(401).stream().mapToLong(Long::longValue).sum())
                .isEqualTo(Collections.frequency(strangers, 401) + (last.statusCode() == 401 ? 1 : 0));
        assertThat(refusals(401)).as("two records, however many come").hasSizeLessThanOrEqualTo(2);
        assertThat(AUDITED)
                .filteredOn(audited -> audited.outcome().status() == 401)
                .allSatisfy(audited -> {
                    assertThat(audited.outcome().repeats().reason()).isEqualTo("shape");
                    assertThat(audited.who().client()).isEmpty();
                });
        assertThat(strangers.subList(0, 4)).containsOnly(401);
        assertThat(strangers).containsOnly(401, 429).contains(429);
        if (last.statusCode() == 429) {
            saysWhen(last);
        }
        assertThat(call(TestTokens.beta(VIEW).claim("jti", "after-strangers").bearer())
                        .statusCode())
                .as("RL2: a good token passes, whatever else comes from its address")
                .isEqualTo(200);
        List<Integer> notEntitled = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            notEntitled.add(call(START, TestTokens.beta(START).bearer()).statusCode());
        }
        assertThat(notEntitled)
                .as("RL1: what a client may not call uses up its share")
                .startsWith(403)
                .containsOnly(403, 429)
                .contains(429);
    }

    /** The hooks without a database, behind the filters of the whole application. */
    @Configuration(proxyBeanMethods = false)
    @Import({HookServer.class, EdgeConfiguration.class})
    @ImportAutoConfiguration(PropertyPlaceholderAutoConfiguration.class)
    static class Limited {

        @Bean
        @Primary
        CurrentTenants registered() throws IOException {
            Path file = Files.writeString(Files.createTempFile("rates", ".yaml"), SecureTenants.yaml());
            file.toFile().deleteOnExit();
            return new CurrentTenants(new TenantFile(
                            file,
                            new TenantRules(Set.of(), Set.of(), Set.of(SERVICE), "us", "en", true, new SigningKeys()))
                    .read());
        }

        @Bean
        CallTrail trail() {
            return AUDITED::add;
        }

        @Bean
        RefusedCalls refusedCalls(CallTrail trail) {
            return new RefusedCalls(trail, Clock.systemUTC());
        }

        @Bean
        RegisteredKeys keys(CurrentTenants tenants) {
            return new RegisteredKeys(tenants, address -> new byte[0], Clock.systemUTC());
        }

        @Bean
        ClientTokens tokens(CurrentTenants tenants, RegisteredKeys keys) {
            ReplayMemory always = (issuer, id, until) -> ReplayMemory.Memory.FIRST;
            return new ClientTokens(tenants, keys, always, Clock.systemUTC());
        }

        @Bean
        ServerAddress address() {
            return new ServerAddress(SecureTenants.BASE);
        }
    }
}
