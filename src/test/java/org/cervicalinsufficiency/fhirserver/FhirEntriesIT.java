package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Ways around a single check: Bundles, conditions, includes, chains, answers to writes, methods in headers, odd paths. */
@SecureServerTest
class FhirEntriesIT {

    private static int number;

    private final FhirHttp http;
    private final SecuredCalls calls;

    @Autowired
    FhirEntriesIT(FhirHttp http) {
        this.http = http;
        this.calls = new SecuredCalls(http);
    }

    private SecuredCalls.As integrator(String scope) {
        return calls.as("alpha-integrator", scope);
    }

    private static QuestionnaireResponse form() {
        Reference subject = new Reference();
        subject.getIdentifier().setSystem("https://numbers.example").setValue("entries-" + number++);
        return FormOfAnswers.earlyBirth(subject, "2026-06-10").unsent();
    }

    private static Bundle bundle(BundleType type) {
        return new Bundle().setType(type);
    }

    private static void add(Bundle bundle, HTTPVerb method, String url, @Nullable Resource resource) {
        bundle.addEntry().setResource(resource).getRequest().setMethod(method).setUrl(url);
    }

    private int forms() {
        return integrator("system/*.rs")
                .get("QuestionnaireResponse?_summary=count")
                .as(Bundle.class)
                .getTotal();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Observation?code=x",
        "GET, Observation/1",
        "GET, Observation/_history",
        "GET, Observation/1/_history",
        "GET, Observation/1/_history/1",
        "GET, AuditEvent",
        "GET, Patient/$meta",
        "GET, metadata",
        "GET, ?_getpages=1",
        "GET, QuestionnaireResponse?subject:Patient.name=x",
        "GET, QuestionnaireResponse?_has:Observation:subject:code=x",
        "DELETE, QuestionnaireResponse/1",
        "DELETE, QuestionnaireResponse?_id=1",
        "PATCH, QuestionnaireResponse/1",
        "PATCH, QuestionnaireResponse?_id=1",
        "POST, Observation/$lastn",
        "POST, QuestionnaireResponse/_search",
        "POST, ''",
        "GET, https://cds.example/fhir/Observation",
        "GET, //Observation"
    })
    void refusesTheTransactionForOneEntry(HTTPVerb method, String url) {
        SecuredCalls.As writer = integrator("system/QuestionnaireResponse.crs");
        Bundle transaction = bundle(BundleType.TRANSACTION);
        int before = forms();
        add(transaction, HTTPVerb.POST, "QuestionnaireResponse", form());
        add(transaction, method, url, null);

        FhirHttp.Answer answer = writer.post("", transaction);

        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(forms()).isEqualTo(before);
    }

    /** HAPI takes a Bundle without a type for a transaction: it would be one that nobody has looked at. */
    @ParameterizedTest
    @NullSource
    @EnumSource(
            value = BundleType.class,
            names = {"COLLECTION", "DOCUMENT", "SEARCHSET", "HISTORY", "TRANSACTIONRESPONSE", "BATCHRESPONSE", "MESSAGE"
            })
    void refusesABundleThatIsNoCall(@Nullable BundleType type) {
        Bundle untyped = new Bundle();
        Optional.ofNullable(type).ifPresent(untyped::setType);
        add(untyped, HTTPVerb.POST, "QuestionnaireResponse", form());
        add(untyped, HTTPVerb.PUT, "Library/evil", withId(new Library(), "evil"));
        int before = forms();

        for (String scope : new String[] {"system/QuestionnaireResponse.crs", "system/*.cruds"}) {
            FhirHttp.Answer answer = integrator(scope).post("", untyped);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("neither transaction nor batch", "set it to one of them");
        }
        assertThat(forms()).isEqualTo(before);
    }

    @Test
    void refusesOnlyTheEntryOfABatch() {
        SecuredCalls.As writer = integrator("system/QuestionnaireResponse.crs");
        Bundle batch = bundle(BundleType.BATCH);
        add(batch, HTTPVerb.POST, "QuestionnaireResponse", form());
        add(batch, HTTPVerb.GET, "Observation?code=x", null);
        add(batch, HTTPVerb.POST, "Observation", new Observation());
        add(batch, HTTPVerb.PUT, "Library/evil", withId(new Library(), "evil"));
        add(batch, HTTPVerb.DELETE, "Patient/1", null);
        add(batch, HTTPVerb.GET, "QuestionnaireResponse?_count=1", null);
        add(batch, HTTPVerb.POST, "Library", form());

        FhirHttp.Answer answer = writer.post("", batch);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.as(Bundle.class).getEntry())
                .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
                .containsExactly("201", "403", "403", "403", "403", "200", "403");
    }

    private static <T extends Resource> T withId(T resource, String id) {
        resource.setId(id);
        return resource;
    }

    @Test
    void looksAtTheResourceAndNotOnlyAtTheAddress() {
        SecuredCalls.As writer = integrator("system/QuestionnaireResponse.crus");
        Bundle transaction = bundle(BundleType.TRANSACTION);
        add(transaction, HTTPVerb.POST, "QuestionnaireResponse", new Patient());
        assertThat(writer.post("", transaction).status()).isEqualTo(403);
        Bundle put = bundle(BundleType.TRANSACTION);
        add(put, HTTPVerb.PUT, "QuestionnaireResponse/x", withId(new Patient(), "x"));
        assertThat(writer.post("", put).status()).isEqualTo(403);
        assertThat(writer.post("QuestionnaireResponse", new Patient()).status()).isIn(400, 403, 422);
        Bundle conditional = bundle(BundleType.TRANSACTION);
        add(conditional, HTTPVerb.POST, "QuestionnaireResponse", form());
        conditional.getEntryFirstRep().getRequest().setIfNoneExist("subject:Patient.name=x");
        assertThat(writer.post("", conditional).status()).isEqualTo(403);
        Bundle nested = bundle(BundleType.TRANSACTION);
        add(nested, HTTPVerb.POST, "Bundle", bundle(BundleType.TRANSACTION));
        assertThat(writer.post("", nested).status()).isEqualTo(403);
    }

    @Test
    void createsNothingForWhoMayOnlyUpdateAndNothingUnderAnIdOfTheClient() {
        QuestionnaireResponse form = withId(form(), "not-there-yet");
        for (String scope : new String[] {"system/QuestionnaireResponse.u", "system/*.cruds"}) {
            FhirHttp.Answer answer = integrator(scope).put("QuestionnaireResponse/not-there-yet", form);
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        }
        assertThat(integrator("system/QuestionnaireResponse.r")
                        .get("QuestionnaireResponse/not-there-yet")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsNoStoredFormToWhoMayOnlyCreate() {
        QuestionnaireResponse form = form();
        SecuredCalls.As blind = integrator("system/QuestionnaireResponse.c");
        FhirHttp.Answer first = blind.post("QuestionnaireResponse", form);
        FhirHttp.Answer again = blind.post("QuestionnaireResponse", form);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(first.body() + again.body()).doesNotContain("linkId");
        assertThat(integrator("system/QuestionnaireResponse.cr")
                        .post("QuestionnaireResponse", form)
                        .body())
                .contains("linkId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QuestionnaireResponse?subject:Patient.name=x",
                "QuestionnaireResponse?subject.name=x",
                "QuestionnaireResponse?patient.name=x",
                "QuestionnaireResponse?_has:Observation:subject:code=x",
                "QuestionnaireResponse?_has%3AObservation%3Asubject%3Acode=x",
                "QuestionnaireResponse?_sort=subject:Patient.name",
                "QuestionnaireResponse/_search?subject:Patient.name=x"
            })
    void searchesNoTypeBehindAChain(String path) {
        SecuredCalls.As narrow = integrator("system/QuestionnaireResponse.cruds");
        FhirHttp.Answer answer = path.contains("_search")
                ? narrow.raw(
                        "POST",
                        "/fhir/QuestionnaireResponse/_search",
                        "subject%3APatient.name=x",
                        "application/x-www-form-urlencoded")
                : narrow.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(integrator("system/*.rs")
                        .get("QuestionnaireResponse?subject:Patient.name=x")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void includesOnlyWhatMayBeRead() {
        FhirHttp.Answer sent = integrator("system/*.cruds").post("QuestionnaireResponse", form());
        String id = sent.as(QuestionnaireResponse.class).getIdElement().getIdPart();
        String search = "RiskAssessment?_id=" + org.cervicalinsufficiency.questionnaire.DerivedIds.assessment(id)
                + "&_revinclude=Provenance:target";
        FhirHttp.Answer all = integrator("system/*.rs").get(search);
        assertThat(all.body()).contains("\"Provenance\"");
        FhirHttp.Answer narrow = integrator("system/RiskAssessment.rs").get(search);
        assertThat(narrow.status()).as(narrow.body()).isEqualTo(403);
        assertThat(integrator("system/RiskAssessment.rs system/Provenance.r")
                        .get(search)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void takesTheMethodFromTheRequestLineOnly(String header) {
        SecuredCalls.As reader = integrator("system/QuestionnaireResponse.rs");
        assertThat(reader.call("POST", "QuestionnaireResponse", form(), Map.of(header, "GET"))
                        .status())
                .isEqualTo(403);
        assertThat(reader.call("GET", "QuestionnaireResponse/none", null, Map.of(header, "DELETE"))
                        .status())
                .isEqualTo(404);
        assertThat(reader.call("POST", "QuestionnaireResponse?_method=GET", form(), Map.of())
                        .status())
                .isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/metadata;/Patient",
                "/fhir/metadata;x=y",
                "/fhir/;x/Patient",
                "/fhir//Patient",
                "/fhir/Patient//1",
                "/fhir/metadata/../Patient",
                "/fhir/./Patient",
                "/fhir/metadata%2f..%2fPatient",
                "/fhir/%2e%2e/fhir/Patient",
                "/fhir/metadata%3bx",
                "/fhir/.well-known/smart-configuration/../../Patient"
            })
    void answersNoOddPath(String path) {
        assertThat(integrator("system/*.cruds")
                        .raw("GET", path, "", "text/plain")
                        .status())
                .isIn(400, 404);
        FhirHttp.Answer anonymous = http.call("GET", path.substring("/fhir/".length()), null, Map.of());
        assertThat(anonymous.status()).isIn(400, 401, 404);
        assertThat(anonymous.body()).doesNotContain("searchset");
    }

    @Test
    void answersNoTrace() {
        assertThat(integrator("system/*.cruds")
                        .raw("TRACE", "/fhir/Patient", "", "text/plain")
                        .status())
                .isIn(400, 401, 403, 405, 501);
    }
}
