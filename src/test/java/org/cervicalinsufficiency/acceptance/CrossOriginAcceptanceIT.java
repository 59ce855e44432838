package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
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

    @ParameterizedTest(name = "AC-55 preflight of {0}")
    @ValueSource(strings = {"/cds-services", Bench.VIEW, Bench.VIEW + "/feedback"})
    void ac55PreflightsNeedNoToken(String path) {
        for (String origin : List.of(SecureTenants.ALPHA_ORIGIN, SecureTenants.BETA_ORIGIN)) {
            Reply reply = preflight(path, origin);

            assertThat(reply.status()).isIn(200, 204);
            isOpenTo(reply, origin);
            assertThat(String.join(",", reply.header("Access-Control-Allow-Methods")))
                    .contains("GET", "POST");
            assertThat(String.join(",", reply.header("Access-Control-Allow-Headers")))
                    .contains("authorization", "content-type", "accept");
        }
        assertThat(preflight(path, ELSEWHERE).header(ALLOW_ORIGIN)).isEmpty();
    }

    @Test
    void ac55EveryAnswerCarriesTheOrigin() {
        String full = Bodies.full().toString();
        String none = Bodies.none().toString();

        for (Reply reply : List.of(
                post(full, TestTokens.alpha(Bench.VIEW).sign(), SecureTenants.ALPHA_ORIGIN),
                post(none, TestTokens.alpha(Bench.VIEW).sign(), SecureTenants.ALPHA_ORIGIN),
                post(full, "", SecureTenants.ALPHA_ORIGIN))) {
            assertThat(reply.status()).isIn(200, 412, 401);
            isOpenTo(reply, SecureTenants.ALPHA_ORIGIN);
        }
        assertThat(post(full, TestTokens.alpha(Bench.VIEW).sign(), ELSEWHERE).header(ALLOW_ORIGIN))
                .isEmpty();
    }
}
