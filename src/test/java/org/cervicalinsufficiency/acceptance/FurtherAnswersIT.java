package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** More of the kind of sections 1, 4, 5 and 6: methods, headers, languages, paths, feedback in batches. */
@Acceptance
class FurtherAnswersIT {

    private static final String DISCOVERY = "/cds-services";
    private static final String FEEDBACK = Bench.VIEW + "/feedback";

    private final Bench bench;

    @Autowired
    FurtherAnswersIT(FhirHttp http) {
        this.bench = new Bench(http);
    }

    private Reply post(String path, String body, String... headers) {
        return bench.send(
                "POST",
                path,
                BodyPublishers.ofString(body),
                TestTokens.alpha(path).sign(),
                "application/json",
                headers);
    }

    @ParameterizedTest(name = "{0} {1} is 405 and {2} are allowed")
    @CsvSource({
        "POST,/cds-services,'GET, HEAD, OPTIONS'",
        "PUT,/cds-services,'GET, HEAD, OPTIONS'",
        "DELETE,/cds-services,'GET, HEAD, OPTIONS'",
        "GET," + Bench.VIEW + ",'POST, OPTIONS'",
        "HEAD," + Bench.VIEW + ",'POST, OPTIONS'",
        "PUT," + Bench.VIEW + ",'POST, OPTIONS'",
        "PATCH," + Bench.VIEW + ",'POST, OPTIONS'",
        "DELETE," + Bench.VIEW + ",'POST, OPTIONS'",
        "GET," + FEEDBACK + ",'POST, OPTIONS'",
        "HEAD," + FEEDBACK + ",'POST, OPTIONS'",
        "DELETE," + FEEDBACK + ",'POST, OPTIONS'"
    })
    void r1NamesTheMethodsThereAre(String method, String path, String allowed) {
        Reply reply = bench.method(method, path);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).containsExactly(allowed);
    }

    @ParameterizedTest(name = "OPTIONS {0}")
    @CsvSource({"/cds-services,'GET, HEAD, OPTIONS'", Bench.VIEW + ",'POST, OPTIONS'", FEEDBACK + ",'POST, OPTIONS'"})
    void d12OptionsNeedNoToken(String path, String allowed) {
        Reply reply = bench.send("OPTIONS", path, BodyPublishers.noBody(), "", "");

        assertThat(reply.status()).isIn(200, 204);
        assertThat(reply.header("Allow")).containsExactly(allowed);
    }

    @Test
    void d11DiscoveryIsCachedByItsTag() {
        Reply first = bench.method("GET", DISCOVERY);
        String tag = first.header("ETag").get(0);

        assertThat(tag).startsWith("\"").doesNotStartWith("W/");
        assertThat(String.join(",", first.header("Cache-Control"))).contains("private", "no-cache");
        assertThat(String.join(",", first.header("Vary"))).contains("Origin");
        assertThat(bench.method("GET", DISCOVERY).header("ETag")).containsExactly(tag);
        Reply same = bench.method("GET", DISCOVERY, "If-None-Match", "\"other\", " + tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).containsExactly(tag);
        assertThat(bench.method("GET", DISCOVERY, "If-None-Match", "W/" + tag).status())
                .isEqualTo(304);
        assertThat(bench.method("GET", DISCOVERY, "If-None-Match", "\"other\"").status())
                .isEqualTo(200);
        assertThat(bench.send("GET", DISCOVERY, BodyPublishers.noBody(), "", "", "If-None-Match", tag)
                        .status())
                .as("no answer without a token, not even that nothing has changed")
                .isEqualTo(401);
    }

    @Test
    void w1AllAnswersCarryTheHeadersOfSafety() {
        for (Reply reply : List.of(
                bench.method("GET", DISCOVERY),
                bench.answered(Bodies.full()),
                bench.call(Bodies.none()),
                post(Bench.VIEW, "{"),
                post(FEEDBACK, "{}"),
                bench.post("/cds-services/nope", "{}"),
                bench.send("POST", Bench.VIEW, BodyPublishers.ofString("{}"), "", "application/json"))) {
            assertThat(reply.header("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(reply.header("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(reply.header("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'");
            assertThat(reply.header("Server")).isEmpty();
            assertThat(reply.header("X-Powered-By")).isEmpty();
            assertThat(reply.header("Set-Cookie")).isEmpty();
            assertThat(reply.header("X-Correlation-Id")).hasSize(1);
        }
        assertThat(bench.answered(Bodies.full()).header("Cache-Control")).containsExactly("no-store");
    }

    @ParameterizedTest(name = "V11 {0}")
    @ValueSource(
            strings = {
                "has blank",
                "under_score",
                "<script>",
                "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void v11MakesUpANumberWhereTheCallersIsNone(String id) {
        assertThat(post(Bench.VIEW, Bodies.full().toString(), "X-Correlation-Id", "abc-123")
                        .header("X-Correlation-Id"))
                .containsExactly("abc-123");
        assertThat(post(Bench.VIEW, Bodies.full().toString(), "X-Correlation-Id", id)
                        .header("X-Correlation-Id"))
                .singleElement()
                .asString()
                .isNotEqualTo(id)
                .matches("[A-Za-z0-9-]{1,64}");
    }

    @ParameterizedTest(name = "G6 Accept {0}")
    @ValueSource(
            strings = {"text/html", "application/xml", "application/fhir+xml", "image/*;q=0.1", "a/b/c", "*/*;q=0"})
    void g6AnswersJsonAlways(String accept) {
        assertThat(post(Bench.VIEW, Bodies.full().toString(), "Accept", accept).status())
                .isEqualTo(200);
        assertThat(post(Bench.VIEW, "{}", "Accept", accept).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "B7 Accept-Language {0}: {1}")
    @CsvSource({
        "es,es",
        "'es-MX, en;q=0.5',es",
        "'xx, es;q=0.2',es",
        "en,en",
        "xx,en",
        "'',en",
        "';;;q=nonsense',en",
        "*,en"
    })
    void b7SpeaksALanguageThereIs(String accepted, String language) {
        Reply reply = post(Bench.VIEW, Bodies.full().toString(), "Accept-Language", accepted);

        assertThat(reply.status()).isEqualTo(200);
        Reply plain = post(Bench.VIEW, Bodies.full().toString(), "Accept-Language", language);
        assertThat(reply.cards()).isEqualTo(plain.cards());
        if (language.equals("es")) {
            assertThat(reply.cards()).isNotEqualTo(bench.answered(Bodies.full()).cards());
        }
    }

    @ParameterizedTest(name = "D12, D13, W11 {0}")
    @ValueSource(
            strings = {
                Bench.VIEW + "/",
                "/cds-services/CERVICAL-INSUFFICIENCY-PATIENT-VIEW",
                FEEDBACK + "/",
                FEEDBACK + "/x",
                Bench.VIEW + "/Feedback",
                Bench.VIEW + ";v=1",
                "/cds-services//cervical-insufficiency-patient-view",
                "/cds-services/./cervical-insufficiency-patient-view",
                "/cds-services/x/../cervical-insufficiency-patient-view",
                "/cds-services/%2e%2e/cds-services/cervical-insufficiency-patient-view",
                "/cds-services%2fcervical-insufficiency-patient-view"
            })
    void w11AnswersUnderNoOtherPath(String path) {
        Reply reply = bench.send(
                "POST",
                path,
                BodyPublishers.ofString(Bodies.full().toString()),
                TestTokens.alpha(Bench.VIEW).sign(),
                "application/json");

        assertThat(reply.status()).isIn(400, 401, 404);
    }

    @Test
    void w10IgnoresAnotherMethodInAHeader() {
        for (String name : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            assertThat(post(Bench.VIEW, Bodies.full().toString(), name, "DELETE")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(post(Bench.VIEW + "?_method=DELETE", Bodies.full().toString())
                        .status())
                .as("the query is no part of the endpoint")
                .isEqualTo(401);
    }

    @Test
    void j17NeverBelievesWhereItIsCalled() {
        String evil = TestTokens.alpha(Bench.VIEW)
                .claim("aud", "https://evil.example" + Bench.VIEW)
                .sign();

        Reply reply = bench.send(
                "POST",
                Bench.VIEW,
                BodyPublishers.ofString(Bodies.full().toString()),
                evil,
                "application/json",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "host=evil.example;proto=https");

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void j26ATokenIsUsedUpOnEveryEndpointAtOnce() {
        String id = UUID.randomUUID().toString();
        List<String> both = List.of(SecureTenants.BASE + DISCOVERY, SecureTenants.BASE + Bench.VIEW);
        String token =
                TestTokens.alpha(DISCOVERY).claim("aud", both).claim("jti", id).sign();

        assertThat(bench.send("GET", DISCOVERY, BodyPublishers.noBody(), token, "")
                        .status())
                .isEqualTo(200);
        assertThat(bench.send("POST", Bench.VIEW, BodyPublishers.ofString("{}"), token, "application/json")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void c13SendsNoSystemActions() {
        for (ObjectNode body : List.of(Bodies.full(), Bodies.negative(), Bodies.urgent())) {
            assertThat(bench.answered(body).json().has("systemActions")).isFalse();
        }
    }

    @Test
    void f7StoresTheGoodItemsOfABatch() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("feedback")
                .add(item("accepted").put("outcomeTimestamp", "2026-06-15T12:00:00+02:00"))
                .add(item("ignored"))
                .add(item("overridden").put("outcomeTimestamp", "2026-06-15"))
                .add(item("overridden"))
                .add("a text");

        Reply reply = bench.post(FEEDBACK, body.toString());

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().findValuesAsText("severity"))
                .containsOnly("warning")
                .hasSize(3);
        assertThat(reply.json().findValues("expression").toString())
                .contains("feedback[1]", "feedback[2]", "feedback[4]")
                .doesNotContain("feedback[0]", "feedback[3]");
    }

    @Test
    void f11BoundsABatch() {
        ObjectNode most = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 500; i++) {
            most.withArray("feedback").add(item("overridden"));
        }
        assertThat(bench.post(FEEDBACK, most.toString()).status()).isEqualTo(204);
        most.withArray("feedback").add(item("overridden"));
        assertThat(bench.post(FEEDBACK, most.toString()).status()).isEqualTo(413);
    }

    @Test
    void f10TakesIdsOfAnyForm() {
        for (String id : List.of("1", "123456", "\u00e9\u4e2d", "a b/c", "x".repeat(255))) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putArray("feedback").add(item("overridden").put("card", id));
            Reply reply = bench.post(FEEDBACK, body.toString());
            assertThat(reply.status()).as(id).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("feedback").add(item("overridden").put("card", "x".repeat(256)));
        assertThat(bench.post(FEEDBACK, body.toString()).status()).isEqualTo(400);
    }

    private static ObjectNode item(String outcome) {
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("card", UUID.randomUUID().toString())
                .put("outcome", outcome)
                .put("outcomeTimestamp", "2026-06-15T12:00:00Z");
        if (outcome.equals("accepted")) {
            item.putArray("acceptedSuggestions")
                    .addObject()
                    .put("id", UUID.randomUUID().toString());
        }
        return item;
    }
}
