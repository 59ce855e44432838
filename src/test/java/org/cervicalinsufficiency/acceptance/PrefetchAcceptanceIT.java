package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Section 3 of the acceptance: what the prefetch may look like. */
@Acceptance
class PrefetchAcceptanceIT {

    private static final String ASSESSMENT = "/extension/org.cervicalinsufficiency.assessment";

    private static final String ACCESS_TOKEN = "opaque-access-token";

    private final Bench bench;

    @Autowired
    PrefetchAcceptanceIT(FhirHttp http) {
        this.bench = new Bench(http);
    }

    static Stream<String> searchKeys() {
        return Bodies.SEARCH_KEYS.stream();
    }

    static Stream<String> essentialKeys() {
        return Bodies.ESSENTIAL_KEYS.stream();
    }

    private static ObjectNode with(String key, JsonNode value) {
        ObjectNode call = Bodies.full();
        Bodies.prefetch(call).set(key, value);
        return call;
    }

    @Test
    void ac27AnswersWithCardsOrWithNone() {
        assertThat(bench.answered(Bodies.full()).topics()).isNotEmpty();
        assertThat(bench.answered(Bodies.negative()).json().path("cards")).isEmpty();
    }

    @ParameterizedTest(name = "AC-28 without {0}")
    @MethodSource("essentialKeys")
    void ac28RefusesACallWithoutAnEssentialKey(String key) {
        ObjectNode call = Bodies.full();
        Bodies.prefetch(call).remove(key);

        Reply reply = bench.call(call);

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.issue().at("/details/coding/0/code").asText()).isEqualTo("cds-data-unavailable");
        assertThat(reply.issue().path("diagnostics").asText()).contains(key);
    }

    @ParameterizedTest(name = "AC-29 to AC-31 {0}")
    @MethodSource("searchKeys")
    void ac29to31ReadsNullAndEmptyAsNothingFound(String key) {
        ObjectNode noEntries = Bodies.emptySearch();
        noEntries.putArray("entry");
        JsonNode none = bench.answered(with(key, Bodies.emptySearch())).cards();

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
        for (String key : Bodies.SEARCH_KEYS) {
            Bodies.entries(Bodies.prefetch(call).get(key))
                    .addAll(Bodies.entries(Bodies.prefetch(other).get(key)));
        }

        Reply reply = bench.answered(call);

        // Ruling 3 of the design: the same cards, and one that says the record was not complete.
        assertThat(reply.topics())
                .containsAll(bench.answered(Bodies.full()).topics())
                .contains("CheckRecord");
        assertThat(reply.json().at(ASSESSMENT + "/factors"))
                .isEqualTo(bench.answered(Bodies.full()).json().at(ASSESSMENT + "/factors"));
    }

    @Test
    void ac36DoesNotReadKeysItDidNotAskFor() {
        ObjectNode call = Bodies.full();
        Bodies.SEARCH_KEYS.forEach(key -> Bodies.prefetch(call)
                .set("other-" + key, Bodies.prefetch(Bodies.other()).get(key)));

        assertThat(bench.answered(call).cards())
                .isEqualTo(bench.answered(Bodies.full()).cards());
    }

    @Test
    void ac37RefusesAnOlderVersionOfFhir() {
        ObjectNode call = Bodies.full();
        String patient = Bodies.patientId(call);
        ObjectNode bundle = Bodies.emptySearch().put("total", 2);
        Bodies.entries(bundle)
                .addObject()
                .putObject("resource")
                .put("resourceType", "Condition")
                .put("id", "d1")
                .put("clinicalStatus", "active")
                .putObject("patient")
                .put("reference", "Patient/" + patient);
        Bodies.entries(bundle)
                .addObject()
                .putObject("resource")
                .put("resourceType", "MedicationOrder")
                .put("id", "d2")
                .putObject("patient")
                .put("reference", "Patient/" + patient);

        assertThat(bench.call(with("conditions", bundle)).status()).isIn(400, 412);
    }
}
