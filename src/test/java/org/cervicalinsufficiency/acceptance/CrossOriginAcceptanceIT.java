package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** AC-55: what a browser of an EHR may do. */
@Acceptance
class CrossOriginAcceptanceIT {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ELSEWHERE = "https://elsewhere.example";

    private final Bench bench;

    @Autowired
    CrossOriginAcceptanceIT(FhirHttp http) {
        this.bench = new Bench(http);
    }

    private Reply preflight(String path, String origin) {
        return bench.send(
                "OPTIONS",
                path,
                BodyPublishers.noBody(),
                "",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization, content-type");
    }

    private Reply post(String body, String token, String origin) {
        return bench.send(
                "POST", Bench.VIEW, BodyPublishers.ofString(body), token, "application/json", "Origin", origin);
    }

    private static void isOpenTo(Reply reply, String origin) {
        assertThat(reply.header(ALLOW_ORIGIN)).containsExactly(origin);
        assertThat(String.join(",", reply.header("Vary"))).contains("Origin");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    private static void isClosed(Reply reply) {
        assertThat(reply.header(ALLOW_ORIGIN)).isEmpty();
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest(name = "AC-55 preflight of {0}")
    @ValueSource(strings = {"/cds-services", Bench.VIEW, Bench.VIEW + "/feedback"})
    void ac55PreflightsNeedNoToken(String path) {
        for (String origin : List.of(SecureTenants.ALPHA_ORIGIN, SecureTenants.BETA_ORIGIN)) {
            Reply reply = preflight(path, origin);

            assertThat(reply.status()).isEqualTo(204);
            isOpenTo(reply, origin);
            assertThat(String.join(",", reply.header("Access-Control-Allow-Methods")))
                    .contains("GET", "POST");
            assertThat(String.join(",", reply.header("Access-Control-Allow-Headers")))
                    .contains("authorization", "content-type", "accept");
        }
        for (String origin :
                List.of(ELSEWHERE, "null", "http://ehr.example", SecureTenants.ALPHA_ORIGIN + ".evil.test")) {
            isClosed(preflight(path, origin));
        }
    }

    @Test
    void ac55EveryAnswerCarriesTheOrigin() {
        String full = Bodies.full().toString();
        String none = Bodies.none().toString();

        Map<String, Integer> statuses = Map.of(full, 200, none, 412, "{}", 400);
        statuses.forEach((body, status) -> {
            Reply listed = post(body, TestTokens.alpha(Bench.VIEW).sign(), SecureTenants.ALPHA_ORIGIN);
            assertThat(listed.status()).isEqualTo(status);
            isOpenTo(listed, SecureTenants.ALPHA_ORIGIN);
            Reply unlisted = post(body, TestTokens.alpha(Bench.VIEW).sign(), ELSEWHERE);
            assertThat(unlisted.status()).isEqualTo(status);
            isClosed(unlisted);
        });
        Reply unproven = post(full, "", SecureTenants.ALPHA_ORIGIN);
        assertThat(unproven.status()).isEqualTo(401);
        isOpenTo(unproven, SecureTenants.ALPHA_ORIGIN);
        isClosed(post(full, "", ELSEWHERE));
    }
}
