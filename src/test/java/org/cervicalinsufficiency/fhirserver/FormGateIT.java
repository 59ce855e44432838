package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.questionnaire.RefusedForm;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** No way into the store leads around the gate, and nothing of what is refused stays. */
@ServerTest
class FormGateIT {

    private static final String FORMS = "QuestionnaireResponse";

    /** Forms, and what is made of them. */
    private static final List<String> OF_FORMS =
            List.of(FORMS, "Observation", "Condition", "RiskAssessment", "Provenance", "Task");

    private final FhirHttp http;
    private final FhirContext fhir;
    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    FormGateIT(FhirHttp http, FhirContext fhir) {
        this.http = http;
        this.fhir = fhir;
    }

    static List<RefusedForm> refused() {
        return RefusedForm.all();
    }

    @BeforeEach
    void storeThePatient() {
        Patient patient = new Patient();
        patient.setId("Patient/demo-form");
        patient.addIdentifier().setSystem("urn:test:mrn").setValue("4711");
        assertThat(http.put("Patient/demo-form", patient).status()).isIn(200, 201);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesByPost(RefusedForm refused) {
        List<Integer> stored = OF_FORMS.stream().map(this::count).toList();
        int events = count("AuditEvent?outcome=4&type=rest&subtype=create,update");
        FhirHttp.Answer answer = http.post(FORMS, refused.response());
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        OperationOutcome outcome = answer.as(OperationOutcome.class);
        assertThat(outcome.getIssue()).hasSameSizeAs(refused.expected());
        for (RefusedForm.Expected expected : refused.expected()) {
            assertThat(outcome.getIssue()).anySatisfy(issue -> {
                assertThat(issue.getCode().toCode()).isEqualTo(expected.code());
                assertThat(issue.getDiagnostics()).contains(expected.value()).contains(expected.says());
                assertThat(issue.getExpression().get(0).getValue()).startsWith(FORMS);
                // What is about no question is named by its place in the response.
                String place = expected.at().startsWith(".")
                        ? issue.getExpression().get(0).getValue()
                        : issue.getDetails().getText();
                assertThat(place).endsWith(expected.at());
            });
        }
        assertThat(OF_FORMS.stream().map(this::count)).as("%s", OF_FORMS).containsExactlyElementsOf(stored);
        assertThat(count("AuditEvent?outcome=4&type=rest&subtype=create,update"))
                .isEqualTo(events + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'es-MX,en;q=0.5', es, esta paciente no está guardada aquí. Guarde primero",
        "'fr,de;q=0.5', en, this patient is not stored here. Store the patient first"
    })
    void speaksTheLanguageOfTheReader(String asked, String language, String sentence) throws Exception {
        QuestionnaireResponse form = RefusedForm.right("last-period");
        form.setSubject(new Reference("Patient/nobody-here"));

        HttpResponse<String> answer = send("POST", FORMS, body(form), "Accept-Language", asked);

        assertThat(answer.statusCode()).isEqualTo(422);
        OperationOutcome outcome = fhir.newJsonParser().parseResource(OperationOutcome.class, answer.body());
        assertThat(outcome.getLanguage()).isEqualTo(language);
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-item", "last-period", "not-pregnant"})
    void takesAFormThatIsRight(String name) {
        QuestionnaireResponse form = RefusedForm.right(name);
        form.setAuthor(new Reference().setDisplay("client " + UUID.randomUUID()));
        String stored = create(form);
        assertThat(http.get(stored)
                        .as(QuestionnaireResponse.class)
                        .getIdentifier()
                        .getSystem())
                .endsWith("/NamingSystem/form-submission");
    }

    @Test
    void refusesByPutAndConditionalWrites() throws Exception {
        QuestionnaireResponse wrong = wrong();
        String id = "refused-" + UUID.randomUUID();
        wrong.setId(FORMS + "/" + id);
        assertThat(http.put(FORMS + "/" + id, wrong).status()).isEqualTo(422);
        assertThat(http.get(FORMS + "/" + id).status()).isEqualTo(404);
        wrong.setId((String) null);
        String condition = FORMS + "?identifier=urn:test%7C" + UUID.randomUUID();
        assertThat(http.put(condition, wrong).status()).isEqualTo(422);
        assertThat(send("POST", FORMS, body(wrong), "If-None-Exist", condition).statusCode())
                .isEqualTo(422);
        assertThat(count(condition)).isZero();
    }

    @Test
    void refusesAPatchThatMakesAFormWrong() throws Exception {
        String stored = create(right());
        HttpResponse<String> answer = send(
                "PATCH",
                stored,
                "[{\"op\":\"replace\",\"path\":\"/authored\",\"value\":\"2027-01-01T00:00:00Z\"}]",
                "Content-Type",
                "application/json-patch+json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(http.get(stored).as(QuestionnaireResponse.class).getMeta().getVersionId())
                .isEqualTo("1");
    }

    @Test
    void rollsATransactionBackAndNamesEveryEntry() {
        String beside = "patient-" + UUID.randomUUID();
        Patient patient = new Patient();
        patient.setId("Patient/" + beside);
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        put(bundle, patient);
        post(bundle, wrong());
        post(bundle, right());
        post(bundle, wrong());
        FhirHttp.Answer answer = http.post("", bundle);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.as(OperationOutcome.class).getIssue())
                .extracting(issue -> issue.getExpression().get(0).getValue())
                .containsExactly("Bundle.entry[1].resource.authored", "Bundle.entry[3].resource.authored");
        assertThat(http.get("Patient/" + beside).status()).isEqualTo(404);
    }

    @Test
    void refusesOneEntryOfABatchAndStoresTheOthers() {
        int events = count("AuditEvent?outcome=4&type=rest&subtype=create,update");
        Bundle bundle = new Bundle().setType(BundleType.BATCH);
        post(bundle, right());
        post(bundle, wrong());
        Bundle answer = http.post("", bundle).as(Bundle.class);
        assertThat(answer.getEntry().get(0).getResponse().getStatus()).startsWith("201");
        assertThat(answer.getEntry().get(1).getResponse().getStatus()).startsWith("422");
        OperationOutcome outcome =
                (OperationOutcome) answer.getEntry().get(1).getResponse().getOutcome();
        assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
                .isEqualTo("Bundle.entry[1].resource.authored");
        assertThat(count("AuditEvent?outcome=4&type=rest&subtype=create,update"))
                .isEqualTo(events + 1);
    }

    @Test
    void takesAFormWithItsPatientInOneTransaction() {
        String placeholder = "urn:uuid:" + UUID.randomUUID();
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        post(bundle, new Patient());
        bundle.getEntryFirstRep().setFullUrl(placeholder);
        post(bundle, right().setSubject(new Reference(placeholder)));
        FhirHttp.Answer answer = http.post("", bundle);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String form = answer.as(Bundle.class).getEntry().get(1).getResponse().getLocation();
        assertThat(http.get(form).as(QuestionnaireResponse.class).getSubject().getReference())
                .startsWith("Patient/");
    }

    @Test
    void makesNoNewVersionOfTheSame() {
        QuestionnaireResponse sent = right();
        String stored = create(sent.copy());
        sent.setId(stored);
        assertThat(http.put(stored, sent).status()).isEqualTo(200);
        assertThat(http.put(stored, http.get(stored).as(QuestionnaireResponse.class))
                        .status())
                .isEqualTo(200);
        assertThat(http.get(stored).as(QuestionnaireResponse.class).getMeta().getVersionId())
                .isEqualTo("1");
    }

    @Test
    void refusesAnotherFormUnderAnIdentifierThatIsTaken() {
        QuestionnaireResponse form = right();
        form.setIdentifier(
                new Identifier().setSystem("https://ehr.example/forms").setValue(UUID.randomUUID() + ",|$"));
        String stored = create(form.copy());
        FhirHttp.Answer again = http.post(FORMS, form.copy());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().firstValue("Content-Location").orElse("")).contains(stored);
        FhirHttp.Answer other = http.post(FORMS, form.copy().setStatus(QuestionnaireResponseStatus.AMENDED));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .contains("PUT the new content to " + stored);
    }

    @Test
    void withdrawsAStoredForm() {
        String stored = create(right());
        QuestionnaireResponse form = http.get(stored).as(QuestionnaireResponse.class);
        form.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
        assertThat(http.put(stored, form).status()).isEqualTo(200);
    }

    /** Nothing would count after a 200. */
    @Test
    void refusesAWithdrawnFormThatComesAgainUntilItIsPut() {
        QuestionnaireResponse named = right();
        named.setIdentifier(
                new Identifier().setSystem("https://ehr.example/forms").setValue(UUID.randomUUID() + "-withdrawn"));
        for (QuestionnaireResponse form : List.of(right(), named)) {
            String stored = create(form.copy());
            QuestionnaireResponse withdrawn = http.get(stored).as(QuestionnaireResponse.class);
            withdrawn.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
            assertThat(http.put(stored, withdrawn).status()).isEqualTo(200);

            FhirHttp.Answer again = http.post(FORMS, form.copy());

            assertThat(again.status()).as(again.body()).isEqualTo(409);
            OperationOutcome outcome = again.as(OperationOutcome.class);
            assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains("PUT it to " + stored);
            QuestionnaireResponse back = form.copy();
            back.setId(stored);
            assertThat(http.put(stored, back).status()).isEqualTo(200);
            assertThat(http.post(FORMS, form.copy()).status()).isEqualTo(200);
        }
    }

    @Test
    void takesAPatientByTheAddressOfThisServerAtEveryDoor() {
        Reference absolute =
                new Reference(http.address("/fhir/Patient/demo-form").toString());
        Parameters populate = new Parameters();
        populate.addParameter().setName("subject").setValue(absolute);
        Parameters assess = new Parameters();
        assess.addParameter().setName("response").setResource(right().setSubject(absolute));

        assertThat(http.post("Questionnaire/cervical-insufficiency-screening/$populate", populate)
                        .status())
                .isEqualTo(200);
        FhirHttp.Answer assessed = http.post("QuestionnaireResponse/$assess", assess);
        assertThat(assessed.status()).as(assessed.body()).isEqualTo(200);
        String stored = create(right().setSubject(absolute.copy()));
        assertThat(http.get(stored).as(QuestionnaireResponse.class).getSubject().getReference())
                .isEqualTo("Patient/demo-form");
    }

    /** The order of the items carries no meaning, so nobody has to mend it. */
    @Test
    void takesItemsInAnyOrderByEveryDoorAndStoresThemInTheFormsOwn() {
        QuestionnaireResponse inOrder = http.get(create(right())).as(QuestionnaireResponse.class);
        Parameters assess = new Parameters();
        assess.addParameter().setName("response").setResource(turned());
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        post(transaction, turned());

        assertThat(http.post("QuestionnaireResponse/$assess", assess).status()).isEqualTo(200);
        assertThat(http.post("", transaction).status()).isEqualTo(200);
        QuestionnaireResponse stored = http.get(create(turned())).as(QuestionnaireResponse.class);
        assertThat(linkIds(stored.getItem())).isEqualTo(linkIds(inOrder.getItem()));
    }

    private static QuestionnaireResponse turned() {
        QuestionnaireResponse turned = right();
        Collections.reverse(turned.getItem());
        turned.getItem().forEach(group -> Collections.reverse(group.getItem()));
        return turned;
    }

    private static List<String> linkIds(List<QuestionnaireResponseItemComponent> items) {
        return items.stream()
                .flatMap(item -> Stream.concat(Stream.of(item.getLinkId()), linkIds(item.getItem()).stream()))
                .toList();
    }

    @Test
    void writesNoAnswerIntoTheAuditTrail() {
        QuestionnaireResponse wrong = RefusedForm.right("last-period");
        wrong.getItemFirstRep().addItem().setLinkId("Maria-Muster").setText("Maria-Muster");
        assertThat(http.post(FORMS, wrong).status()).isEqualTo(422);
        String events = http.get("AuditEvent?outcome=4&_count=500").body();
        assertThat(events)
                .contains("Form refused: not-found", "cervical-insufficiency-screening|0.1.0")
                .doesNotContain("Maria-Muster", "demo-form");
    }

    private String create(QuestionnaireResponse form) {
        FhirHttp.Answer answer = http.post(FORMS, form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return FORMS + "/"
                + answer.as(QuestionnaireResponse.class).getIdElement().getIdPart();
    }

    /** Each is another submission: the author is new. */
    static QuestionnaireResponse right() {
        QuestionnaireResponse form = RefusedForm.right("last-period");
        form.setId((String) null);
        form.setAuthor(new Reference().setDisplay("client " + UUID.randomUUID()));
        return form;
    }

    private static QuestionnaireResponse wrong() {
        QuestionnaireResponse form = right();
        form.getAuthoredElement().setValueAsString("2026-06-16T09:00:00Z");
        return form;
    }

    private static void post(Bundle bundle, org.hl7.fhir.r4.model.Resource resource) {
        bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType());
    }

    private static void put(Bundle bundle, org.hl7.fhir.r4.model.Resource resource) {
        bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(resource.getId());
    }

    private int count(String query) {
        String separator = query.contains("?") ? "&" : "?";
        return http.get(query + separator + "_summary=count").as(Bundle.class).getTotal();
    }

    private String body(QuestionnaireResponse form) {
        return fhir.newJsonParser().encodeResourceToString(form);
    }

    private HttpResponse<String> send(String method, String path, String body, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address("/fhir/" + path));
        if (!header.equals("Content-Type")) {
            request.header("Content-Type", "application/fhir+json");
        }
        return client.send(
                request.header(header, value)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
