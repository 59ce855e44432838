package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Secret;
import org.cervicalinsufficiency.tenant.Tenant;
import org.junit.jupiter.api.Test;

/** Keys that people typed in by hand: registered names count as ours, others as a part, strangers' not at all. */
class ForeignKeysTest {

    private static final String PATIENT = "{\"resourceType\": \"Patient\", \"id\": \"p1\"}";

    private final PrefetchCompletion completion =
            new PrefetchCompletion(new PrefetchReader(FhirContext.forR4Cached()), EhrServer.NONE);

    @Test
    void aRegisteredNameSaysTheSameAsOurs() {
        PrefetchedData data = read(
                Map.of("patient", List.of("-patient"), "conditions", List.of("Problems", "Diagnoses")),
                "{\"-patient\": " + PATIENT + ", \"Diagnoses\": " + bundle("Condition", "p1") + "}");

        assertThat(data.key("patient")).isInstanceOf(Prefetch.Given.class);
        assertThat(data.key("conditions")).isInstanceOf(Prefetch.Given.class);
    }

    @Test
    void aRegisteredNameCarriesEmptinessToo() {
        PrefetchedData data = read(Map.of("conditions", List.of("Problems")), "{\"Problems\": null}");

        assertThat(data.key("conditions")).isInstanceOf(Prefetch.KnownEmpty.class);
    }

    @Test
    void ourOwnNameGoesFirst() {
        PrefetchedData data = read(
                Map.of("conditions", List.of("Problems")),
                "{\"Problems\": " + bundle("Condition", "p1") + ", \"conditions\": null}");

        assertThat(data.key("conditions")).isInstanceOf(Prefetch.KnownEmpty.class);
        assertThat(data.resources()).isEmpty();
    }

    @Test
    void anotherNameHoldsAPartAtMost() {
        PrefetchedData data =
                read(Map.of(), "{\"Patient\": " + PATIENT + ", \"MyProblems\": " + bundle("Condition", "p1") + "}");

        assertThat(data.key("patient")).isInstanceOf(Prefetch.Given.class);
        assertThat(data.key("conditions").resources()).hasSize(1);
        assertThat(data.key("conditions").reasons()).containsExactly(GapReason.OTHER_KEY);
        assertThat(data.key("observations")).isEqualTo(new Prefetch.Unavailable());
    }

    @Test
    void anotherNameSaysNothingWhereOursIsThere() {
        PrefetchedData data =
                read(Map.of(), "{\"conditions\": null, \"MyProblems\": " + bundle("Condition", "p1") + "}");

        assertThat(data.key("conditions")).isInstanceOf(Prefetch.KnownEmpty.class);
        assertThat(data.resources()).isEmpty();
    }

    @Test
    void anotherPatientUnderAnotherNameIsNotLookedAt() {
        PrefetchedData data = read(
                Map.of(),
                "{\"Patient\": {\"resourceType\": \"Patient\", \"id\": \"p2\"}, \"MyProblems\": "
                        + bundle("Condition", "p2") + "}");

        assertThat(data.key("patient")).isEqualTo(new Prefetch.Unavailable());
        assertThat(data.key("conditions")).isEqualTo(new Prefetch.Unavailable());
        assertThat(data.dropped()).isZero();
    }

    @Test
    void emptinessUnderAnotherNameProvesNothing() {
        PrefetchedData data =
                read(Map.of(), "{\"MyProblems\": {\"resourceType\": \"Bundle\", \"total\": 0}, \"MyLabs\": null}");

        assertThat(data.key("conditions")).isEqualTo(new Prefetch.Unavailable());
    }

    @Test
    void tooMuchUnderAnotherNameIsNoError() {
        String many = "{\"resource\": " + resource("Condition", "p1") + "}, ";
        PrefetchedData data = read(
                Map.of(),
                "{\"MyProblems\": {\"resourceType\": \"Bundle\", \"entry\": [" + many.repeat(600) + "{\"resource\": "
                        + resource("Condition", "p1") + "}]}}");

        assertThat(data.key("conditions")).isEqualTo(new Prefetch.Unavailable());
    }

    @Test
    void noTextFormShowsTheToken() {
        HookRequest request = new HookRequest(
                Calls.call(), StrictJson.read(Calls.bytes("{}")), Optional.of(new Secret("canary-token")));

        assertThat(request.toString()).doesNotContain("canary");
        assertThat(new EhrServer.Question(request.call(), request.token().orElseThrow(), List.of(), 0).toString())
                .doesNotContain("canary");
    }

    @Test
    void valuesOfTheCallAreEncodedInQueries() {
        HookCall call = Calls.call();
        HookCall sly = new HookCall(
                call.caller(),
                call.hook(),
                call.hookInstance(),
                call.patientId(),
                "Practitioner/1&patient=p2#\u00e4/../%2e",
                Optional.empty(),
                call.fhirServer(),
                call.languages(),
                call.extension());

        assertThat(TemplateQuery.of(new PrefetchTemplate("a", "Condition?asserter={{userPractitionerId}}&x=a|b"), sly))
                .contains("Condition?asserter=1%26patient%3Dp2%23%C3%A4%2F..%2F%252e&x=a%7Cb");
        assertThat(TemplateQuery.of(new PrefetchTemplate("a", "Patient/{{context.patientId}}"), sly))
                .contains("Patient/p1");
        assertThat(TemplateQuery.of(new PrefetchTemplate("a", "Condition?encounter={{context.encounterId}}"), sly))
                .isEmpty();
        assertThat(TemplateQuery.of(new PrefetchTemplate("a", "Condition?asserter={{userPatientId}}"), sly))
                .isEmpty();
    }

    private PrefetchedData read(Map<String, List<String>> aliases, String prefetch) {
        Ehr ehr = new Ehr(List.of(), List.of(), aliases);
        Tenant tenant = Tenant.unregistered("local", ehr, CardSettings.usual("us", "en", Optional.empty()));
        HookCall call = Calls.call();
        HookCall ours = new HookCall(
                Caller.anybodyOf(tenant),
                call.hook(),
                call.hookInstance(),
                call.patientId(),
                call.userId(),
                call.encounterId(),
                call.fhirServer(),
                call.languages(),
                call.extension());
        ObjectNode sent = StrictJson.read(Calls.bytes(prefetch));
        return completion.complete(new HookRequest(ours, sent, Optional.empty()), Calls.service());
    }

    private static String bundle(String type, String patient) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [{\"resource\": "
                + resource(type, patient) + "}]}";
    }

    private static String resource(String type, String patient) {
        return "{\"resourceType\": \"" + type + "\", \"subject\": {\"reference\": \"Patient/" + patient + "\"}}";
    }
}
