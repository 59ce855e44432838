package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 64 clients send the same at the same moment: one form is stored, and all hear of that one. */
@ServerTest
class FormIdempotenceIT {

    private static final int CLIENTS = 64;

    private final FhirHttp http;
    private final FhirContext fhir;
    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    FormIdempotenceIT(FhirHttp http, FhirContext fhir) {
        this.http = http;
        this.fhir = fhir;
    }

    @BeforeEach
    void storeThePatient() {
        Patient patient = new Patient();
        patient.setId("Patient/demo-form");
        assertThat(http.put("Patient/demo-form", patient).status()).isIn(200, 201);
    }

    @Test
    void identicalPosts() throws Exception {
        QuestionnaireResponse form = FormGateIT.right();
        List<HttpResponse<String>> answers = together(() -> send("QuestionnaireResponse", form, ""));
        assertOneCreated(answers.stream().map(HttpResponse::statusCode).toList());
        assertThat(answers.stream().map(FormIdempotenceIT::location).distinct()).hasSize(1);
        assertThat(stored(form)).isEqualTo(1);
        assertDerivedOnce(location(answers.get(0)));
        assertThat(send("QuestionnaireResponse", form, "").statusCode()).isEqualTo(200);
    }

    @Test
    void conditionalCreates() throws Exception {
        QuestionnaireResponse form = FormGateIT.right();
        String number = UUID.randomUUID().toString();
        form.getIdentifier().setSystem("https://ehr.example/forms").setValue(number);
        List<HttpResponse<String>> answers =
                together(() -> send("QuestionnaireResponse", form, "identifier=https://ehr.example/forms%7C" + number));
        assertOneCreated(answers.stream().map(HttpResponse::statusCode).toList());
        assertThat(answers.stream().map(FormIdempotenceIT::location).distinct()).hasSize(1);
        assertThat(stored(form)).isEqualTo(1);
        assertDerivedOnce(location(answers.get(0)));
    }

    @Test
    void transactions() throws Exception {
        QuestionnaireResponse form = FormGateIT.right();
        String placeholder = "urn:uuid:" + UUID.randomUUID();
        String patientNumber = UUID.randomUUID().toString();
        form.setSubject(new Reference(placeholder));
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        Patient patient = new Patient();
        patient.addIdentifier().setSystem("https://ehr.example/mrn").setValue(patientNumber);
        bundle.addEntry()
                .setFullUrl(placeholder)
                .setResource(patient)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Patient")
                .setIfNoneExist("identifier=https://ehr.example/mrn%7C" + patientNumber);
        bundle.addEntry()
                .setResource(form)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("QuestionnaireResponse");
        List<HttpResponse<String>> answers = together(() -> send("", bundle, ""));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
        assertOneCreated(answers.stream()
                .map(answer -> entry(answer).getResponse().getStatus())
                .map(status -> Integer.valueOf(status.substring(0, 3)))
                .toList());
        assertThat(answers.stream()
                        .map(answer -> entry(answer).getResponse().getLocation())
                        .distinct())
                .hasSize(1);
        assertThat(stored(form)).isEqualTo(1);
        assertDerivedOnce(entry(answers.get(0)).getResponse().getLocation());
    }

    /** A retry writes new placeholders; what they stand for is the same. */
    @ParameterizedTest
    @CsvSource({"false, placeholder", "true, placeholder", "false, condition", "true, condition"})
    void transactionsSentAgain(boolean named, String patient) throws Exception {
        QuestionnaireResponse form = FormGateIT.right();
        if (named) {
            form.getIdentifier()
                    .setSystem("https://ehr.example/forms")
                    .setValue(UUID.randomUUID().toString());
        }
        String number = UUID.randomUUID().toString();
        Patient known = new Patient();
        known.addIdentifier().setSystem("https://ehr.example/mrn").setValue(number);
        assertThat(http.post("Patient", known).status()).isEqualTo(201);

        HttpResponse<String> first = send("", withEncounter(form, number, patient), "");
        HttpResponse<String> again = send("", withEncounter(form, number, patient), "");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(last(first).getResponse().getStatus()).startsWith("201");
        assertThat(last(again).getResponse().getStatus()).startsWith("200");
        assertThat(last(again).getResponse().getLocation())
                .isEqualTo(last(first).getResponse().getLocation());
        assertThat(stored(form)).isEqualTo(1);
        if (named) {
            form.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.AMENDED);
            assertThat(send("", withEncounter(form, number, patient), "").statusCode())
                    .as("other content")
                    .isEqualTo(409);
        }
    }

    @Test
    void oneIdentifierForTwoPatients() throws Exception {
        QuestionnaireResponse form = FormGateIT.right();
        form.getIdentifier()
                .setSystem("https://ehr.example/forms")
                .setValue(UUID.randomUUID().toString());
        for (int status : List.of(200, 409)) {
            Bundle bundle = withEncounter(form, UUID.randomUUID().toString(), "placeholder");
            HttpResponse<String> answer = send("", bundle, "");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        }
    }

    /** The form with its patient and a new encounter, under placeholders that are new each time. */
    private static Bundle withEncounter(QuestionnaireResponse form, String number, String naming) {
        String condition = "identifier=https://ehr.example/mrn%7C" + number;
        String patient = "urn:uuid:" + UUID.randomUUID();
        String encounter = "urn:uuid:" + UUID.randomUUID();
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        QuestionnaireResponse sent = form.copy().setEncounter(new Reference(encounter));
        Encounter visit = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
        visit.getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .setCode("AMB");
        if (naming.equals("placeholder")) {
            Patient person = new Patient();
            person.addIdentifier().setSystem("https://ehr.example/mrn").setValue(number);
            post(bundle, person).setFullUrl(patient).getRequest().setIfNoneExist(condition);
            sent.setSubject(new Reference(patient));
        } else {
            sent.setSubject(new Reference("Patient?" + condition));
        }
        post(bundle, visit).setFullUrl(encounter);
        var unused = post(bundle, sent);
        return bundle;
    }

    private static Bundle.BundleEntryComponent post(Bundle bundle, Resource resource) {
        Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(resource);
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
        return entry;
    }

    private Bundle.BundleEntryComponent last(HttpResponse<String> answer) {
        List<Bundle.BundleEntryComponent> entries =
                fhir.newJsonParser().parseResource(Bundle.class, answer.body()).getEntry();
        return entries.get(entries.size() - 1);
    }

    /** What is made out of the form is there once, and once written. */
    private void assertDerivedOnce(String location) {
        String form = "QuestionnaireResponse/" + location.replaceAll("^.*QuestionnaireResponse/|/_history/.*$", "");
        List<Provenance> provenances = all("Provenance", Provenance.class).stream()
                .filter(each -> form.equals(unversioned(each.getEntityFirstRep().getWhat())))
                .toList();
        List<RiskAssessment> assessments = all("RiskAssessment", RiskAssessment.class).stream()
                .filter(each -> each.getBasis().stream().anyMatch(basis -> form.equals(unversioned(basis))))
                .toList();
        List<Observation> observations = all("Observation", Observation.class).stream()
                .filter(each -> each.getDerivedFrom().stream().anyMatch(from -> form.equals(unversioned(from))))
                .toList();
        assertThat(provenances).hasSize(1);
        assertThat(assessments).hasSize(1);
        assertThat(observations).isNotEmpty();
        assertThat(observations.stream()
                        .map(each -> each.getCode().getCodingFirstRep().getCode() + each.getValue()))
                .doesNotHaveDuplicates();
        assertThat(provenances.get(0).getTarget())
                .extracting(FormIdempotenceIT::unversioned)
                .doesNotHaveDuplicates()
                .contains(named(assessments.get(0)))
                .containsAll(observations.stream().map(FormIdempotenceIT::named).toList());
        assertThat(Stream.of(provenances, assessments, observations).flatMap(List::stream))
                .extracting(each -> each.getMeta().getVersionId())
                .containsOnly("1");
    }

    private static String named(Resource resource) {
        return resource.getIdElement().toUnqualifiedVersionless().getValue();
    }

    private static String unversioned(Reference reference) {
        return String.valueOf(
                reference.getReferenceElement().toUnqualifiedVersionless().getValue());
    }

    private <T extends Resource> List<T> all(String type, Class<T> as) {
        return http.get(type + "?_count=500&_sort=-_lastUpdated").as(Bundle.class).getEntry().stream()
                .map(entry -> as.cast(entry.getResource()))
                .toList();
    }

    private Bundle.BundleEntryComponent entry(HttpResponse<String> answer) {
        return fhir.newJsonParser()
                .parseResource(Bundle.class, answer.body())
                .getEntry()
                .get(1);
    }

    private static void assertOneCreated(List<Integer> statuses) {
        assertThat(statuses).hasSize(CLIENTS).containsOnly(200, 201);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Content-Location")
                .or(() -> answer.headers().firstValue("Location"))
                .orElseThrow();
    }

    private long stored(QuestionnaireResponse form) {
        Bundle all = http.get("QuestionnaireResponse?_count=500").as(Bundle.class);
        return all.getEntry().stream()
                .map(entry -> (QuestionnaireResponse) entry.getResource())
                .filter(each ->
                        form.getAuthor().getDisplay().equals(each.getAuthor().getDisplay()))
                .count();
    }

    private List<HttpResponse<String>> together(Callable<HttpResponse<String>> call) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<HttpResponse<String>>> calls = new ArrayList<>();
            for (int each = 0; each < CLIENTS; each++) {
                calls.add(clients.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> each : calls) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }

    private HttpResponse<String> send(String path, Resource body, String ifNoneExist) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.address("/fhir/" + path)).header("Content-Type", "application/fhir+json");
        if (!ifNoneExist.isEmpty()) {
            request.header("If-None-Exist", ifNoneExist);
        }
        String text = fhir.newJsonParser().encodeResourceToString(body);
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(text)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
