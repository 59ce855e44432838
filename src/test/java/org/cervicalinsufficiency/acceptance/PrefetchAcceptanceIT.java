package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.sight.Scrape;
import org.cervicalinsufficiency.vignettes.CardLaws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Section 3 of the acceptance: what the prefetch may look like. */
@Acceptance
class PrefetchAcceptanceIT {

    private static final String ASSESSMENT = "/extension/org.cervicalinsufficiency.assessment";

    private static final String ACCESS_TOKEN = "opaque-access-token";

    private final Bench bench;
    private final FhirHttp http;

    @Autowired
    PrefetchAcceptanceIT(FhirHttp http) {
        this.http = http;
        this.bench = new Bench(http);
    }

    static Stream<String> searchKeys() {
        return Bodies.SEARCH_KEYS.stream();
    }

    static Stream<String> keys() {
        return Stream.concat(Stream.of("patient"), searchKeys());
    }

    static Stream<String> essentialKeys() {
        return Bodies.ESSENTIAL_KEYS.stream();
    }

    private static ObjectNode with(String key, JsonNode value) {
        ObjectNode call = Bodies.full();
        Bodies.prefetch(call).set(key, value);
        return call;
    }

    /** Classes are loaded by the first request, which may take longer than the deadline. */
    private void loadClasses(ObjectNode call, StubEhr ehr) {
        assertThat(bench.call(call).status()).isIn(200, 412);
        ehr.forget();
    }

    @Test
    void ac27AnswersWithCardsOrWithNone() {
        assertThat(bench.answered(Bodies.full()).topics()).isNotEmpty();
        assertThat(bench.answered(Bodies.negative()).json().path("cards")).isEmpty();
    }

    @ParameterizedTest(name = "AC-28 without {0}")
    @MethodSource("essentialKeys")
    void ac28RefusesACallWithoutAnEssentialKey(String key) throws Exception {
        Reply reply;
        // The server of the client is there and has it; the call brings no leave to ask.
        try (StubEhr ehr = new StubEhr(SecureTenants.STUB_EHR_PORT)) {
            ehr.holds(Bodies.full());
            ObjectNode call = Bodies.full();
            Bodies.prefetch(call).remove(key);

            reply = bench.call(call);
            assertThat(bench.call(call.put("fhirServer", ehr.base())).status()).isEqualTo(412);

            assertThat(ehr.log()).isEmpty();
        }

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.issue().at("/details/coding/0/code").asText()).isEqualTo("cds-data-unavailable");
        assertThat(reply.issue().path("diagnostics").asText()).contains(key);
    }

    @ParameterizedTest(name = "AC-29 to AC-31 {0}")
    @MethodSource("searchKeys")
    void ac29to31ReadsNullAndEmptyAsNothingFound(String key) {
        ObjectNode noEntries = Bodies.emptySearch();
        noEntries.putArray("entry");
        Reply nothing = bench.answered(with(key, Bodies.emptySearch()));
        JsonNode none = nothing.cards();

        assertThat(nothing.json().at(ASSESSMENT).has("notAssessed")).isFalse();
        assertThat(bench.answered(with(key, JsonNodeFactory.instance.nullNode()))
                        .cards())
                .as("AC-29")
                .isEqualTo(none);
        assertThat(bench.answered(with(key, noEntries)).cards()).as("AC-30").isEqualTo(none);
        assertThat(bench.answered(with(key, Bodies.noResults())).cards())
                .as("AC-31")
                .isEqualTo(none);
    }

    @ParameterizedTest(name = "AC-32 {0}")
    @MethodSource("keys")
    void ac32AnErrorIsNotNothing(String key) {
        Reply reply = bench.call(with(key, Bodies.failure()));

        if (Bodies.ESSENTIAL_KEYS.contains(key)) {
            assertThat(reply.status()).isEqualTo(412);
            assertThat(reply.issue().path("diagnostics").asText()).contains(": " + key + ".");
        } else {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().at(ASSESSMENT + "/notAssessed/0").asText()).startsWith(key + ": ");
            assertThat(reply.json().path("cards"))
                    .isNotEmpty()
                    .allSatisfy(card -> assertThat(card.path("detail").asText()).contains("Could not be read"));
        }
    }

    @ParameterizedTest(name = "AC-32 {0}")
    @MethodSource("searchKeys")
    void ac32DoesNotAskAgainWhereTheClientReportsAFailure(String key) throws Exception {
        try (StubEhr ehr = new StubEhr(SecureTenants.STUB_EHR_PORT)) {
            ehr.holds(Bodies.full());
            ObjectNode call = Bodies.server(ehr.base(), ACCESS_TOKEN);
            call.set("prefetch", Bodies.full().get("prefetch"));
            Bodies.prefetch(call).set(key, Bodies.failure());

            if (Bodies.ESSENTIAL_KEYS.contains(key)) {
                assertThat(bench.call(call).status()).isEqualTo(412);
            } else {
                assertThat(bench.answered(call)
                                .json()
                                .at(ASSESSMENT + "/notAssessed")
                                .toString())
                        .contains(key);
            }
            assertThat(ehr.log()).isEmpty();
        }
    }

    @Test
    void ac33AsksTheServerOfTheClientForEverything() throws Exception {
        try (StubEhr ehr = new StubEhr(SecureTenants.STUB_EHR_PORT)) {
            ehr.holds(Bodies.full());
            loadClasses(Bodies.server(ehr.base(), ACCESS_TOKEN), ehr);

            assertThat(bench.answered(Bodies.server(ehr.base(), ACCESS_TOKEN)).cards())
                    .isEqualTo(bench.answered(Bodies.full()).cards());
            assertThat(ehr.log()).hasSize(Bodies.SEARCH_KEYS.size() + 1).allSatisfy(asked -> {
                assertThat(asked.method()).isEqualTo("GET");
                assertThat(asked.authorization()).isEqualTo("Bearer " + ACCESS_TOKEN);
                assertThat(asked.path()).doesNotContain("metadata");
            });
        }
    }

    @Test
    void ac34FollowsThePagesOfAKey() throws Exception {
        try (StubEhr ehr = new StubEhr(SecureTenants.STUB_EHR_PORT)) {
            ehr.holds(Bodies.full());
            ehr.pages("observations");
            ObjectNode call = Bodies.server(ehr.base(), ACCESS_TOKEN);
            call.set("prefetch", Bodies.full().get("prefetch"));
            Bodies.prefetch(call).set("observations", ehr.answerTo("observations"));
            loadClasses(call, ehr);

            assertThat(bench.answered(call).cards())
                    .isEqualTo(bench.answered(Bodies.full()).cards());
            assertThat(ehr.log()).singleElement().satisfies(asked -> {
                assertThat(asked.path()).endsWith("-page-2");
                assertThat(asked.authorization()).isEqualTo("Bearer " + ACCESS_TOKEN);
            });
        }
    }

    @Test
    void ac35LeavesAnotherPatientOut() {
        ObjectNode call = Bodies.full();
        ObjectNode other = Bodies.other();
        Map<String, Integer> filled = new TreeMap<>();
        for (String key : Bodies.SEARCH_KEYS) {
            ArrayNode strange = Bodies.entries(Bodies.prefetch(other).get(key));
            ArrayNode all = Bodies.entries(Bodies.prefetch(call).get(key)).addAll(strange);
            ((ObjectNode) Bodies.prefetch(call).get(key)).put("total", all.size());
            if (!strange.isEmpty()) {
                filled.put(key, strange.size());
            }
        }

        // Clarification 3: the same cards, and one that says the record was not complete.
        assertThat(filled).isNotEmpty();
        Scrape before = Scrape.of(http);
        Reply reply = bench.answered(call);
        Scrape after = Scrape.of(http);
        assertThat(reply.topics()).contains("CheckRecord");
        CardLaws.onlyTheGapIsAdded(
                bench.answered(Bodies.full()).withoutUuids(), reply.withoutUuids(), List.copyOf(filled.keySet()));
        for (String key : Bodies.SEARCH_KEYS) {
            assertThat(counted(after, key, "foreign_dropped") - counted(before, key, "foreign_dropped"))
                    .as(key)
                    .isEqualTo(filled.getOrDefault(key, 0).doubleValue());
            assertThat(counted(after, key, "unusable_dropped") - counted(before, key, "unusable_dropped"))
                    .isZero();
        }
    }

    @Test
    void ac35CountsEntriesOfAWrongType() {
        ObjectNode call = Bodies.full();
        String key = Bodies.SEARCH_KEYS.stream()
                .filter(name -> !Bodies.entries(Bodies.prefetch(call).get(name)).isEmpty())
                .findFirst()
                .orElseThrow();
        ArrayNode entries = Bodies.entries(Bodies.prefetch(call).get(key));
        entries.addObject().putObject("resource").put("resourceType", "Device").put("id", "of-a-wrong-type");
        ((ObjectNode) Bodies.prefetch(call).get(key)).put("total", entries.size());
        Scrape before = Scrape.of(http);

        assertThat(bench.answered(call).status()).isEqualTo(200);

        Scrape after = Scrape.of(http);
        assertThat(counted(after, key, "unusable_dropped") - counted(before, key, "unusable_dropped"))
                .isEqualTo(1);
        assertThat(counted(after, key, "foreign_dropped") - counted(before, key, "foreign_dropped"))
                .isZero();
    }

    private static double counted(Scrape scrape, String key, String state) {
        return scrape.sum("cds_prefetch_total", "client", "alpha", "key", key, "state", state);
    }

    @Test
    void ac36DoesNotReadKeysItDidNotAskFor() {
        ObjectNode call = Bodies.full();
        Bodies.SEARCH_KEYS.forEach(key -> Bodies.prefetch(call)
                .set("other-" + key, Bodies.prefetch(Bodies.other()).get(key)));

        assertThat(bench.answered(call).cards())
                .isEqualTo(bench.answered(Bodies.full()).cards());
    }

    /** K20: whatever stands under a name that nobody asked for, also what no parser of FHIR would take. */
    @Test
    void ac36IgnoresAnythingUnderAnUnknownKey() throws Exception {
        ObjectNode call = Bodies.full();
        ObjectNode prefetch = Bodies.prefetch(call);
        List<String> values = List.of(
                "null",
                "\"text\"",
                "17",
                "true",
                "[]",
                "{}",
                "[{\"resourceType\": \"Condition\"}]",
                "{\"resourceType\": \"Nonsense\"}",
                "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"fatal\"}]}",
                "{\"resourceType\": \"Condition\", \"clinicalStatus\": \"active\"}",
                "{\"resourceType\": \"MedicationOrder\"}",
                Bodies.prefetch(Bodies.other()).get("patient").toString());
        for (int i = 0; i < values.size(); i++) {
            prefetch.set("unknown " + i + " -_{{}}/\u00e9", new ObjectMapper().readTree(values.get(i)));
        }
        prefetch.set("Patient", Bodies.prefetch(Bodies.other()).get("patient"));
        prefetch.put("", "nameless");

        Reply reply = bench.answered(call);

        assertThat(reply.cards()).isEqualTo(bench.answered(Bodies.full()).cards());
        assertThat(reply.json().at(ASSESSMENT).has("notAssessed")).isFalse();
    }

    /** K21: an essential key that an older version of FHIR fills is a 412, another one a gap that the cards tell. */
    @ParameterizedTest(name = "AC-37 {0} of DSTU2")
    @MethodSource("searchKeys")
    void ac37AnOlderVersionInAnyKeyIsNoCard(String key) throws Exception {
        ObjectNode bundle = Bodies.emptySearch().put("total", 1);
        Bodies.entries(bundle)
                .addObject()
                .putObject("resource")
                .put("resourceType", "MedicationOrder")
                .put("id", "old")
                .putObject("patient")
                .put("reference", "Patient/" + Bodies.patientId(Bodies.full()));

        Reply reply = bench.call(with(key, bundle));

        if (Bodies.ESSENTIAL_KEYS.contains(key)) {
            assertThat(reply.status()).isEqualTo(412);
            assertThat(reply.issue().at("/details/coding/0/code").asText()).isEqualTo("cds-fhir-version");
        } else {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().at(ASSESSMENT + "/notAssessed").toString()).contains(key);
        }
    }

    @ParameterizedTest(name = "AC-37 refuses {0}")
    @ValueSource(
            strings = {
                "{\"resourceType\": \"Condition\", \"clinicalStatus\": \"active\"}",
                "{\"resourceType\": \"Condition\", \"id\": \"d1\", \"clinicalStatus\": \"active\","
                        + " \"patient\": {\"reference\": \"Patient/PATIENT\"}}",
                "{\"resourceType\": \"Condition\", \"patient\": {\"reference\": \"Patient/x\"}}",
                "{\"resourceType\": \"MedicationOrder\"}",
                "{\"resourceType\": \"MedicationOrder\", \"id\": \"d2\","
                        + " \"patient\": {\"reference\": \"Patient/PATIENT\"}}"
            })
    void ac37RefusesAnOlderVersionOfFhir(String resource) throws Exception {
        ObjectNode bundle = Bodies.emptySearch().put("total", 1);
        String own = resource.replace("PATIENT", Bodies.patientId(Bodies.full()));
        Bodies.entries(bundle).addObject().set("resource", new ObjectMapper().readTree(own));

        assertThat(bench.call(with("conditions", bundle)).status()).isEqualTo(412);
    }
}
