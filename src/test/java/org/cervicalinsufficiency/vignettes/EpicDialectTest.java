package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.SharedKnowledge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The habits of a large EHR and of the public sandbox: the same data in their spelling give the same answer. */
class EpicDialectTest {

    private static final HookInProcess HOOK = new HookInProcess(SharedKnowledge.knowledge());

    private static JsonNode answer(JsonNode call) {
        return HOOK.answer(call, Vignettes.named("v02").today(), "us", "en");
    }

    private static ObjectNode call() {
        return HookInProcess.call(Vignettes.named("v02"));
    }

    static Stream<String> triggers() {
        return Stream.of(
                "\"5\"",
                "\"6\"",
                "\"7\"",
                "\"18\"",
                "\"23\"",
                "\"26\"",
                "\"27\"",
                "\"29\"",
                "\"60\"",
                "\"99\"",
                "\"x\"",
                "6",
                "null",
                "true",
                "{\"a\": 1}");
    }

    @ParameterizedTest(name = "EP1-EP6 the trigger {0} changes nothing")
    @MethodSource("triggers")
    void aTriggerChangesNothing(String trigger) {
        ObjectNode call = call();
        call.putObject("extension")
                .set(
                        EpicDialect.TRIGGER,
                        HookInProcess.tree("[" + trigger + "]").get(0));

        assertThat(answer(call)).isEqualTo(answer(call()));
        assertThat(answer(call()).path("cards")).hasSizeGreaterThan(1);
    }

    @Test
    void ac25TheWholeDialectGivesTheSameAnswer() {
        ObjectNode call = EpicDialect.of(call());
        ObjectNode plain = call();
        plain.put("fhirServer", HookRequests.EHR);

        assertThat(call.toString()).contains("4101", HookRequests.EHR + "Patient/");
        assertThat(answer(call)).isEqualTo(answer(plain));
    }

    @ParameterizedTest(name = "AC-29 to AC-31 nothing under {0}, said in any way, is one answer")
    @ValueSource(strings = {"conditions", "observations", "procedures", "forms", "communications", "service-requests"})
    void ac29NothingFoundIsOneThing(String key) {
        List<JsonNode> answers = Stream.of(
                        "null",
                        "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0}",
                        "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0, \"entry\": []}",
                        EpicDialect.NO_RESULTS)
                .map(value -> {
                    ObjectNode call = call();
                    ((ObjectNode) call.path("prefetch"))
                            .set(key, HookInProcess.tree("[" + value + "]").get(0));
                    return answer(call);
                })
                .toList();

        assertThat(answers).allSatisfy(each -> assertThat(each).isEqualTo(answers.get(0)));
        assertThat(answers.get(0)
                        .at("/extension/org.cervicalinsufficiency.assessment")
                        .has("notAssessed"))
                .isFalse();
    }

    @Test
    void ac36DataUnderOtherKeysChangeNothing() {
        ObjectNode call = call();
        ((ObjectNode) call.path("prefetch"))
                .set("others", HookInProcess.call(Vignettes.named("v18")).at("/prefetch/conditions"));
        ((ObjectNode) call.path("prefetch")).put("-encounter", 7);

        assertThat(answer(call)).isEqualTo(answer(call()));
    }

    /** The sandbox sends no authorization, no extension and one practitioner, and leaves out what it could not read. */
    @Test
    void sb6TheBodyOfTheSandboxIsTaken() {
        ObjectNode call = call();
        call.put("fhirServer", "https://launch.smarthealthit.org/v/r4/fhir");
        ((ObjectNode) call.path("context")).put("userId", "Practitioner/COREPRACTITIONER1");
        ((ObjectNode) call.path("prefetch")).remove("communications");

        JsonNode answer = answer(call);

        assertThat(answer.path("cards")).isNotEmpty();
        assertThat(answer.at("/extension/org.cervicalinsufficiency.assessment/notAssessed"))
                .hasSize(1);
    }

    /** Clients fire a hook again and again. */
    @Test
    void sb4TheSameCallGivesTheSameAnswer() {
        assertThat(answer(call())).isEqualTo(answer(call()));
    }
}
