package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.cdshooks.FhirServerRule;
import org.cervicalinsufficiency.cdshooks.RefusedCall;
import org.cervicalinsufficiency.cdshooks.ehr.EhrLimits;
import org.cervicalinsufficiency.cdshooks.ehr.RegisteredEhrServer;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.StubServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same record gives the same answer, whether it comes with the call, is fetched, or is fetched page by page. */
class FetchedVignettesTest {

    private static final Map<String, String> TYPES = Map.of(
            "Condition", "conditions",
            "Observation", "observations",
            "Procedure", "procedures",
            "QuestionnaireResponse", "forms",
            "Communication", "communications",
            "ServiceRequest", "service-requests");
    private static final String TOKEN = "token-of-this-call";

    private static final Map<String, JsonNode> RECORD = new ConcurrentHashMap<>();
    private static final StubServer EHR = new StubServer(FetchedVignettesTest::serve);
    private static final String BASE = "http://127.0.0.1:" + EHR.port() + "/fhir";
    private static final OutboundClient CLIENT = OutboundClient.open(true);
    private static final HookInProcess HOOK = new HookInProcess(
            SharedKnowledge.knowledge(),
            FhirServerRule.HTTP_TOO,
            new RegisteredEhrServer(
                    CLIENT,
                    EhrLimits.of(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1), 16),
                    true),
            List.of(BASE, "https://ehr.example/fhir"));

    @AfterAll
    static void close() {
        CLIENT.close();
        EHR.close();
    }

    static Stream<Vignette> vignettes() {
        return Vignettes.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vignettes")
    void fetchedItSaysTheSame(Vignette vignette) {
        ObjectNode full = withToken(HookInProcess.call(vignette));
        ObjectNode none = full.deepCopy();
        none.remove("prefetch");
        RECORD.clear();
        full.get("prefetch").properties().forEach(member -> RECORD.put(member.getKey(), member.getValue()));

        EHR.seen().clear();
        String sent = answer(full, vignette);
        assertThat(EHR.seen()).as("nobody is asked for what is there").isEmpty();

        assertThat(answer(none, vignette)).isEqualTo(sent);
        assertThat(EHR.seen()).hasSizeBetween(7, 7 * 5).allSatisfy(FetchedVignettesTest::carriesTheToken);
        assertThat(EHR.seen()).noneMatch(seen -> seen.uri().contains("metadata"));
    }

    @Test
    void someAreReadPageByPage() {
        assertThat(vignettes().map(HookInProcess::call).filter(FetchedVignettesTest::hasPages))
                .hasSizeGreaterThan(20);
    }

    private static boolean hasPages(ObjectNode call) {
        return call.findValues("total").stream().anyMatch(total -> total.asInt() > 1);
    }

    private static void carriesTheToken(StubServer.Seen seen) {
        assertThat(seen.header("Authorization")).isEqualTo("Bearer " + TOKEN);
    }

    private static String answer(ObjectNode call, Vignette vignette) {
        try {
            return HOOK.answer(call.deepCopy(), vignette.today(), "us", "en").toPrettyString();
        } catch (RefusedCall refused) {
            return "refused: " + refused.problem();
        }
    }

    private static ObjectNode withToken(ObjectNode call) {
        call.put("fhirServer", BASE);
        call.putObject("fhirAuthorization")
                .put("access_token", TOKEN)
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read")
                .put("subject", "screening");
        return call;
    }

    /** Pages of one entry, or of a fifth of them where that would be more than five pages. */
    private static void serve(HttpExchange exchange) throws IOException {
        String uri = exchange.getRequestURI().toString();
        String type = uri.replaceAll("^/fhir/|[/?].*", "");
        if (type.equals("Patient")) {
            StubServer.send(exchange, entry("patient").toString());
            return;
        }
        JsonNode whole = entry(TYPES.getOrDefault(type, ""));
        int size = Math.max(1, (whole.path("entry").size() + 4) / 5);
        int page = uri.contains("page=") ? Integer.parseInt(uri.replaceAll(".*page=", "")) : 1;
        ObjectNode bundle = whole.deepCopy();
        bundle.remove("entry");
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (int i = (page - 1) * size;
                i < Math.min(page * size, whole.path("entry").size());
                i++) {
            entries.add(whole.path("entry").get(i));
        }
        if (!entries.isEmpty()) {
            bundle.set("entry", entries);
        }
        if (page * size < whole.path("entry").size()) {
            bundle.putArray("link")
                    .addObject()
                    .put("relation", "next")
                    .put("url", BASE + "/" + type + "?page=" + (page + 1));
        }
        StubServer.send(exchange, bundle.toString());
    }

    private static JsonNode entry(String key) {
        return RECORD.getOrDefault(key, JsonNodeFactory.instance.missingNode());
    }
}
