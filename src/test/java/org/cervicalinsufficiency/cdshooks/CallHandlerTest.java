package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls get an answer although data are missing, and what is looked at first. */
class CallHandlerTest {

    private static final String FURTHER_PAGE = """
            {"resourceType": "Bundle", "link": [{"relation": "next", "url": "https://ehr.example/r4?page=2"}],
             "entry": [{"resource": {"resourceType": "Condition", "id": "c1", "subject": {"reference": "Patient/p1"}}}]}""";
    private static final String OLDER =
            "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": \"ProcedureRequest\"}}]}";
    private static final String OUTCOME =
            "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\": \"exception\"}]}";

    private final CallHandler handler = new CallHandler(
            new HookCallReader(FhirServerRule.HTTPS_ONLY), new PrefetchReader(FhirContext.forR4Cached()));

    private HookExchange answer(String body) {
        return handler.handle(new Echo(), ExampleTenants.caller(), Calls.bytes(body), List.of());
    }

    private RefusedCall refusal(String body) {
        return catchThrowableOfType(RefusedCall.class, () -> answer(body));
    }

    private static String with(String key, String value) {
        return Calls.body(Calls.fullPrefetch().replace("\"" + key + "\": null", "\"" + key + "\": " + value));
    }

    @Test
    void k23AnIncompleteEssentialKeyIsAnsweredAndNamed() {
        HookExchange exchange = answer(with("conditions", FURTHER_PAGE));

        assertThat(exchange.data().gaps()).containsExactly(new DataGap("conditions", "further-pages"));
        assertThat(exchange.response().getCards()).hasSize(1);
    }

    @ParameterizedTest(name = "K23 {0} in an essential key is {1}")
    @MethodSource("unreadable")
    void k23AnUnreadableEssentialKeyIsRefused(String value, Problem problem) {
        RefusedCall refusal = refusal(with("observations", value));

        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal.sentence()).contains(": observations.");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(OUTCOME, Problem.DATA_UNAVAILABLE),
                Arguments.of("\"<html>\"", Problem.DATA_UNAVAILABLE),
                Arguments.of("[]", Problem.DATA_UNAVAILABLE),
                Arguments.of(OLDER, Problem.FHIR_VERSION));
    }

    @ParameterizedTest(name = "E14 {0} in a supporting key is a gap")
    @CsvSource(
            delimiter = '|',
            value = {
                "null | ",
                "7 | not-a-resource",
                "outcome | outcome-error",
                "older | older-fhir-version",
            })
    void e14AnUnreadableSupportingKeyIsAGap(String value, String reason) {
        String sent = value.equals("older") ? OLDER : value.equals("outcome") ? OUTCOME : value;
        HookExchange exchange = answer(with("procedures", sent));

        assertThat(exchange.data().gaps())
                .isEqualTo(reason == null ? List.of() : List.of(new DataGap("procedures", reason)));
    }

    @ParameterizedTest(name = "K22 prefetch {0} is no prefetch")
    @ValueSource(strings = {"null", "{}"})
    void k22NoPrefetchIsEveryKeyAbsent(String prefetch) {
        assertThat(refusal(Calls.body(prefetch)).sentence()).contains(": patient, conditions, observations.");
    }

    @Test
    void k22APrefetchMayBeLeftOut() {
        assertThat(refusal(Calls.body("null").replace(", \"prefetch\": null", ""))
                        .problem())
                .isEqualTo(Problem.DATA_UNAVAILABLE);
    }

    @Test
    void r8WhoseDataTheyAreIsAskedFirst() {
        String entry = "{\"resource\": {\"resourceType\": \"Condition\"}}";
        String tooMany = "{\"resourceType\": \"Bundle\", \"entry\": ["
                + String.join(",", Collections.nCopies(501, entry)) + "]}";

        assertThat(refusal(with("conditions", tooMany)).problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(refusal(with("conditions", tooMany).replace("\"id\": \"p1\"", "\"id\": \"p2\""))
                        .problem())
                .isEqualTo(Problem.PATIENT_MISMATCH);
    }

    @ParameterizedTest(name = "K21 {0} is {1}")
    @CsvSource({"R4,", "r4,", "DSTU2,FHIR_VERSION", "STU3,FHIR_VERSION", "R5,FHIR_VERSION"})
    void k21AskForR4(String version, Problem problem) {
        String body = Calls.body(Calls.fullPrefetch())
                .replace(
                        "\"prefetch\"",
                        "\"extension\": {\"com.epic.cdshooks.request.fhir-version\": \"" + version
                                + "\"}, \"prefetch\"");
        if (problem == null) {
            assertThat(answer(body).response().getCards()).hasSize(1);
        } else {
            assertThat(refusal(body).problem()).isEqualTo(problem);
        }
    }

    @ParameterizedTest(name = "E12 {0} is not repeated")
    @ValueSource(
            strings = {
                "\"hook\": \"patient-view\"",
                "\"patientId\": \"p1\"",
                "\"userId\": \"Practitioner/1\"",
                "\"id\": \"p1\"",
                "\"conditions\": null",
                "\"prefetch\":"
            })
    void e12NoRefusalRepeatsAValue(String member) {
        String name = member.substring(0, member.indexOf(':'));
        for (String value : List.of("\"canary 4711\"", "{\"canary 4711\": 1}", "\"canary", "4711e4711")) {
            String body = Calls.body(Calls.fullPrefetch()).replace(member, name + ": " + value);
            RefusedCall refusal = refusal(body);
            assertThat(refusal == null ? "" : refusal.sentence() + refusal.expression())
                    .doesNotContain("canary", "4711");
        }
    }

    private record Echo() implements CdsService {

        @Override
        public ServiceDefinition definition() {
            return Calls.service();
        }

        @Override
        public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
            CdsServiceResponseJson response = new ExtendedResponseJson();
            response.addCard(Cards.card(CdsServiceIndicatorEnum.INFO, "Answered"));
            return response;
        }
    }
}
