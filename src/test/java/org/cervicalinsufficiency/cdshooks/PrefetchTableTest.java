package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.hl7.fhir.r4.model.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table of prefetch, one row per situation: what arrives under a key, and what is made of it. */
class PrefetchTableTest {

    private static final String OURS = "\"subject\": {\"reference\": \"Patient/p1\"}";
    private static final String GOOD = condition("c1", OURS);

    private final PrefetchReader reader = new PrefetchReader(FhirContext.forR4Cached());

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("searches")
    void judgesASearchKey(String row, String value, String expected) {
        assertThat(describe(read("conditions", value).key("conditions"))).isEqualTo(expected);
    }

    static Stream<Arguments> searches() {
        return Stream.of(
                row("K3 null", "null", "empty"),
                row("K4 Bundle without entry", bundle(""), "empty"),
                row("K4 Bundle with entry []", "{\"resourceType\": \"Bundle\", \"entry\": []}", "empty"),
                row("K5 no results 4101", noResults("warning", "processing", "4101"), "empty"),
                row("K5 not-found", noResults("information", "not-found", "x"), "empty"),
                row("K6 partial", noResults("warning", "suppressed", "x"), "incomplete 0 [outcome-warning]"),
                row(
                        "K6 outcome beside data",
                        bundle("", GOOD, outcome("warning", "informational", "4101")),
                        "incomplete 1 [outcome-warning]"),
                row("K7 error", bundle("", GOOD, outcome("error", "exception", "x")), "unknown [outcome-error]"),
                row("K7 fatal", bundle("", outcome("fatal", "not-found", "4101")), "unknown [outcome-error]"),
                row("K8 outcome at top", outcome("information", "not-found", "4101"), "unknown [outcome-error]"),
                row("K9 wrong type", "{\"resourceType\": \"Goal\"}", "unknown [wrong-type]"),
                row("K9 Bundle of wrong types", bundle("", "{\"resourceType\": \"Goal\"}"), "unknown [wrong-type]"),
                row("K9 one wrong type", bundle("", GOOD, "{\"resourceType\": \"Goal\"}"), "incomplete 1 [wrong-type]"),
                row("K10 bare resource", GOOD, "incomplete 1 [single-resource]"),
                row("K11 text", "\"<html>\"", "unknown [not-a-resource]"),
                row("K11 number", "1", "unknown [not-a-resource]"),
                row("K11 boolean", "true", "unknown [not-a-resource]"),
                row("K11 array", "[" + GOOD + "]", "unknown [not-a-resource]"),
                row("K11 object", "{}", "unknown [not-a-resource]"),
                row(
                        "K12 other patient",
                        bundle("", GOOD, condition("c2", subject("Patient/p2"))),
                        "incomplete 1 [other-patient]"),
                row(
                        "K12 group of the same id",
                        bundle("", condition("c2", subject("Group/p1"))),
                        "incomplete 0 [other-patient]"),
                row(
                        "K13 no subject",
                        bundle("", condition("c2", "\"code\": {\"text\": \"x\"}")),
                        "incomplete 0 [patient-not-stated]"),
                row(
                        "K13 identifier only",
                        bundle("", condition("c2", "\"subject\": {\"identifier\": {\"value\": \"p1\"}}")),
                        "incomplete 0 [patient-not-stated]"),
                row(
                        "K13 display only",
                        bundle("", condition("c2", "\"subject\": {\"display\": \"p1\"}")),
                        "incomplete 0 [patient-not-stated]"),
                row("K13 contained", bundle("", condition("c2", subject("#p1"))), "incomplete 0 [patient-not-stated]"),
                row(
                        "K15 next page",
                        bundle("\"link\": [{\"relation\": \"next\", \"url\": \"x\"}]", GOOD),
                        "incomplete 1 [further-pages]"),
                row(
                        "K15 next page of nothing",
                        bundle("\"link\": [{\"relation\": \"next\", \"url\": \"x\"}]"),
                        "incomplete 0 [further-pages]"),
                row("K16 larger total", bundle("\"total\": 2", GOOD), "incomplete 1 [total-larger]"),
                row("K16 total of 2^32", bundle("\"total\": 4294967296", GOOD), "incomplete 1 [total-larger]"),
                row("K16 huge total", bundle("\"total\": 1e400", GOOD), "incomplete 1 [total-larger]"),
                row("K16 total without entries", bundle("\"total\": 2"), "incomplete 0 [total-larger]"),
                row(
                        "K17 bad date",
                        bundle("", GOOD, condition("c2", OURS + ", \"onsetDateTime\": \"2026-13-45\"")),
                        "incomplete 1 [unreadable-entry]"),
                row(
                        "K17 value of the wrong shape",
                        bundle("", GOOD, condition("c2", OURS + ", \"code\": \"x\"")),
                        "incomplete 1 [unreadable-entry]"),
                row("K17 entry without resource", bundle("", GOOD, "null"), "incomplete 1 [unreadable-entry]"),
                row(
                        "K18 implicitRules",
                        bundle("", condition("c2", OURS + ", \"implicitRules\": \"http://x\"")),
                        "incomplete 0 [modified-meaning]"),
                row(
                        "K18 modifierExtension",
                        bundle(
                                "",
                                GOOD,
                                condition(
                                        "c2",
                                        OURS
                                                + ", \"stage\": [{\"modifierExtension\": [{\"url\": \"http://x\","
                                                + " \"valueBoolean\": true}]}]")),
                        "incomplete 1 [modified-meaning]"),
                row(
                        "K17 unknown type",
                        bundle("", GOOD, "{\"resourceType\": \"Nonsense\", \"x\": {}}"),
                        "incomplete 1 [wrong-type]"),
                row(
                        "K19 included beside a match",
                        "{\"resourceType\": \"Bundle\", \"total\": 1, \"entry\": [{\"resource\": " + GOOD
                                + ", \"search\": {\"mode\": \"match\"}}, {\"resource\": " + condition("c2", OURS)
                                + ", \"search\": {\"mode\": \"include\"}}]}",
                        "given 1"),
                row("K5 no total", bundle("", outcome("warning", "processing", "4101")), "empty"),
                row(
                        "K5 two outcomes",
                        bundle("", outcome("information", "not-found", "x"), outcome("warning", "x", "4101")),
                        "empty"),
                row("K19 only included", bundle("", "include", GOOD), "incomplete 0 [only-included]"),
                row(
                        "K21 text status",
                        bundle("", condition("c2", OURS + ", \"clinicalStatus\": \"active\"")),
                        "unknown [older-fhir-version]"),
                row(
                        "K21 patient for subject",
                        bundle("", condition("c2", "\"patient\": {\"reference\": \"Patient/p1\"}")),
                        "unknown [older-fhir-version]"),
                row(
                        "K21 gone type",
                        bundle("", "{\"resourceType\": \"MedicationOrder\"}"),
                        "unknown [older-fhir-version]"),
                row(
                        "K27 own absolute reference",
                        bundle("", condition("c2", subject("https://EHR.example/r4/Patient/p1"))),
                        "given 1"),
                row(
                        "K27 versioned reference",
                        bundle("", condition("c2", subject("Patient/p1/_history/3"))),
                        "given 1"),
                row(
                        "K27 other server",
                        bundle("", condition("c2", subject("https://elsewhere.example/r4/Patient/p1"))),
                        "incomplete 0 [other-patient]"),
                row(
                        "K27 other case",
                        bundle("", condition("c2", subject("Patient/P1"))),
                        "incomplete 0 [other-patient]"),
                row("K29 twice the same", bundle("", GOOD, GOOD), "given 1"),
                row("K29 twice without id", bundle("", condition("", OURS), condition("", OURS)), "given 2"),
                row(
                        "X4 Bundle without type",
                        "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": " + GOOD + "}]}",
                        "given 1"),
                row(
                        "X4 narrative that is no XHTML",
                        bundle("", condition("c2", OURS + ", \"text\": {\"status\": \"generated\", \"div\": \"<p>\"}")),
                        "given 1"),
                row(
                        "X4 object for array",
                        bundle("", condition("c2", OURS + ", \"category\": {\"text\": \"x\"}")),
                        "given 1"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("reads")
    void judgesTheReadKey(String row, String value, String expected) {
        assertThat(describe(read("patient", value).key("patient"))).isEqualTo(expected);
    }

    static Stream<Arguments> reads() {
        String patient = "{\"resourceType\": \"Patient\", \"id\": \"p1\"}";
        return Stream.of(
                row("the patient", patient, "given 1"),
                row("K3 null", "null", "unknown [read-empty]"),
                row("K4 empty Bundle", bundle(""), "unknown [read-empty]"),
                row("K5 no results", noResults("warning", "processing", "4101"), "unknown [read-empty]"),
                row(
                        "K7 error in Bundle",
                        bundle("", patient, outcome("error", "exception", "x")),
                        "unknown [outcome-error]"),
                row("K8 outcome", outcome("error", "exception", "x"), "unknown [outcome-error]"),
                row("K9 wrong type", "{\"resourceType\": \"Person\", \"id\": \"p1\"}", "unknown [wrong-type]"),
                row("K10 in a Bundle", bundle("", patient), "given 1"),
                row("K11 text", "\"123\"", "unknown [not-a-resource]"),
                row("K11 number", "1", "unknown [not-a-resource]"),
                row("K11 boolean", "true", "unknown [not-a-resource]"),
                row("K11 array", "[" + patient + "]", "unknown [not-a-resource]"),
                row("K10 twice in a Bundle", bundle("", patient, patient), "given 1"),
                row(
                        "K18 Bundle with implicitRules",
                        bundle("\"implicitRules\": \"http://x\"", patient),
                        "unknown [modified-meaning]"),
                row("K14 without id", "{\"resourceType\": \"Patient\"}", "unknown [without-id]"),
                row(
                        "K17 bad date",
                        "{\"resourceType\": \"Patient\", \"id\": \"p1\", \"birthDate\": \"x\"}",
                        "unknown [unreadable-entry]"),
                row(
                        "K18 implicitRules",
                        "{\"resourceType\": \"Patient\", \"id\": \"p1\", \"implicitRules\": \"http://x\"}",
                        "unknown [modified-meaning]"));
    }

    @Test
    void k2AnAbsentKeyIsUnavailable() {
        PrefetchedData data = read("patient", "{\"resourceType\": \"Patient\", \"id\": \"p1\"}");

        assertThat(data.key("procedures")).isEqualTo(new Prefetch.Unavailable());
        assertThat(data.gaps()).contains(new DataGap("procedures", "not-given"));
    }

    @ParameterizedTest(name = "K14 another patient: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'resourceType': 'Patient', 'id': 'p2'}",
                "{'resourceType': 'Bundle', 'entry': [{'resource': {'resourceType': 'Patient', 'id': 'p2'}}]}"
            },
            quoteCharacter = '~')
    void k14RefusesAnotherPatient(String value) {
        assertThatThrownBy(() -> read("patient", value.replace('\'', '"')))
                .isInstanceOfSatisfying(InvalidCall.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo(Problem.PATIENT_MISMATCH);
                    assertThat(refusal.expression()).containsExactly("prefetch.patient");
                    assertThat(refusal.sentence()).doesNotContain("p2");
                });
    }

    /** There is nothing to resolve it against; the prefetch is what the caller's own server answered. */
    @Test
    void k27WithoutAServerAnAbsoluteReferenceMatchesOnTypeAndId() {
        String value = bundle(
                "",
                condition("c1", subject("https://anywhere.example/r4/Patient/p1")),
                condition("c2", subject("https://anywhere.example/r4/Patient/p2")));

        assertThat(readWithoutServer(Calls.call().caller(), value)).isEqualTo("incomplete 1 [other-patient]");
    }

    /** The call names no server: what is registered does not decide either. */
    @Test
    void k27WithoutAServerWhatIsRegisteredDoesNotMatter() {
        Caller registered = Caller.anybodyOf(ExampleTenants.local("https://one.example/r4", "https://two.example/r4"));
        String own = bundle(
                "",
                condition("c1", subject("https://TWO.example:443/r4/Patient/p1")),
                condition("c2", subject("Patient/p1")));

        assertThat(readWithoutServer(registered, own)).isEqualTo("given 2");
        assertThat(readWithoutServer(
                        registered,
                        bundle(
                                "",
                                condition("c3", subject("https://other.example/r4/Patient/p1")),
                                condition("c4", subject("https://one.example/r4/Patient/P1")))))
                .isEqualTo("incomplete 1 [other-patient]");
    }

    private String readWithoutServer(Caller caller, String value) {
        HookCall call = Calls.call();
        HookCall without = new HookCall(
                caller,
                call.hook(),
                call.hookInstance(),
                call.patientId(),
                call.userId(),
                call.encounterId(),
                Optional.empty(),
                call.languages(),
                call.extension());
        ObjectNode prefetch = StrictJson.read(Calls.bytes("{\"conditions\": " + value + "}"));

        return describe(reader.read(without, Calls.service(), prefetch).key("conditions"));
    }

    @Test
    void k20AnUnknownKeyIsNotLookedAt() {
        PrefetchedData data = read("-user", bundle("", condition("c9", subject("Patient/p2"))));

        assertThat(data.resources()).isEmpty();
        assertThat(data.dropped()).isZero();
    }

    @Test
    void l9RefusesTooManyEntries() {
        String[] entries = Stream.generate(() -> GOOD).limit(501).toArray(String[]::new);

        assertThatThrownBy(() -> read("conditions", bundle("", entries))).isInstanceOf(CallTooLarge.class);
    }

    @Test
    void keepsValuesAsTheyWereSent() {
        String value = condition("c1", OURS + ", \"onsetAge\": {\"value\": 18.0, \"unit\": \"a\"}");
        Condition condition =
                (Condition) read("conditions", bundle("", value)).resources().get(0);

        assertThat(condition.getOnsetAge().getValue()).hasToString("18.0");
        assertThat(condition.getIdElement().getIdPart()).isEqualTo("c1");
    }

    @Test
    void countsWhatItDropped() {
        PrefetchedData data = read(
                "conditions", bundle("", GOOD, condition("c2", subject("Patient/p2")), condition("c3", subject("#x"))));

        assertThat(data.dropped()).isEqualTo(2);
        assertThat(data.resources()).hasSize(1);
    }

    private PrefetchedData read(String key, String value) {
        ObjectNode prefetch = StrictJson.read(Calls.bytes("{\"" + key + "\": " + value + "}"));
        return reader.read(Calls.call(), Calls.service(), prefetch);
    }

    private static String describe(Prefetch prefetch) {
        String reasons =
                prefetch.reasons().stream().map(GapReason::code).toList().toString();
        int size = prefetch.resources().size();
        return prefetch.map(new Prefetch.Cases<>() {
            @Override
            public String given(Prefetch.Given given) {
                return "given " + size;
            }

            @Override
            public String knownEmpty(Prefetch.KnownEmpty knownEmpty) {
                return "empty";
            }

            @Override
            public String incomplete(Prefetch.Incomplete incomplete) {
                return "incomplete " + size + " " + reasons;
            }

            @Override
            public String unknown(Prefetch.Unknown unknown) {
                return "unknown " + reasons;
            }

            @Override
            public String unavailable(Prefetch.Unavailable unavailable) {
                return "unavailable";
            }
        });
    }

    private static Arguments row(String row, String value, String expected) {
        return Arguments.of(row, value, expected);
    }

    private static String bundle(String members, String... resources) {
        boolean included = resources.length > 0 && resources[0].equals("include");
        String mode = included ? ", \"search\": {\"mode\": \"include\"}" : "";
        String entries = Stream.of(resources)
                .skip(included ? 1 : 0)
                .map(resource -> "{\"resource\": " + resource + mode + "}")
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        String start = "{\"resourceType\": \"Bundle\", \"type\": \"searchset\"";
        return start
                + (members.isEmpty() ? "" : ", " + members)
                + (entries.isEmpty() ? "}" : ", \"entry\": [" + entries + "]}");
    }

    private static String noResults(String severity, String code, String detail) {
        return bundle("\"total\": 0", outcome(severity, code, detail));
    }

    private static String outcome(String severity, String code, String detail) {
        return """
                {"resourceType": "OperationOutcome", "issue": [{"severity": "%s", "code": "%s",
                 "details": {"coding": [{"system": "urn:x", "code": "%s"}]}}]}""".formatted(severity, code, detail);
    }

    private static String condition(String id, String members) {
        return "{\"resourceType\": \"Condition\", " + (id.isEmpty() ? "" : "\"id\": \"" + id + "\", ") + members + "}";
    }

    private static String subject(String reference) {
        return "\"subject\": {\"reference\": \"" + reference + "\"}";
    }
}
