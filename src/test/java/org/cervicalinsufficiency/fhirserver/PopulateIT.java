package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.SqlCounter;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.KnownAnswer;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.questionnaire.Filled;
import org.cervicalinsufficiency.questionnaire.FormPrefill;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $populate} over HTTP: the sample patients, the parameters, what is refused, and the stock operation beside it. */
@ServerTest
class PopulateIT {

    private static final String ID = "cervical-insufficiency-screening";
    private static final String ONE = "Questionnaire/" + ID + "/$populate";
    private static final String NAMED = "Questionnaire/$populate";
    private static final Questionnaire FORM = ContentFiles.read(Questionnaire.class, "questionnaire/" + ID + ".json");
    private static final OfflineValidation VALIDATION = new OfflineValidation(List.of(FORM));
    private static final Pattern DAY = Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2})([T\"])");
    private static final LocalDate SAMPLES = LocalDate.of(2026, 6, 15);

    private final FhirHttp http;
    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final KnowledgeBase knowledge;
    private final StockPopulate stock;
    private final FormPrefill ours;
    private final SqlCounter sql;
    private final IInterceptorService interceptors;
    private final FormAdmission gate;

    @Autowired
    PopulateIT(
            FhirHttp http,
            FhirContext fhir,
            DaoRegistry daos,
            CurrentKnowledge knowledge,
            StockPopulate stock,
            FormPrefill ours,
            SqlCounter sql,
            IInterceptorService interceptors,
            FormAdmission gate) {
        this.interceptors = interceptors;
        this.gate = gate;
        this.http = http;
        this.fhir = fhir;
        this.daos = daos;
        this.knowledge = knowledge.get();
        this.stock = stock;
        this.ours = ours;
        this.sql = sql;
    }

    static List<Path> bundles() {
        return ContentFiles.in("examples").stream()
                .filter(file -> file.getFileName().toString().startsWith("bundle-"))
                .toList();
    }

    @BeforeEach
    void store() {
        assertThat(http.post("", sample("bea")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void fillsTheFormOfEverySamplePatientFromTheStore(Path file) {
        Bundle bundle = ContentFiles.read(Bundle.class, "examples/" + file.getFileName());
        assertThat(http.post("", bundle).status()).isEqualTo(200);
        Patient patient = (Patient) bundle.getEntryFirstRep().getResource();
        QuestionnaireResponse response =
                populated(ONE, parameters("subject", new Reference("Patient/" + patient.getIdPart())));

        assertThat(VALIDATION.errors(response)).isEmpty();
        assertThat(Filled.words(response)).isEqualTo(Filled.words(ours.fill(FORM, chart(bundle), "us")));
        assertThat(Filled.issues(response)).isEmpty();
        assertThat(response.getStatus()).isEqualTo(QuestionnaireResponse.QuestionnaireResponseStatus.INPROGRESS);
        assertThat(response.getAuthoredElement().getValueAsString()).startsWith("2026-06-15T12:00:00");
        assertThat(response.getQuestionnaire()).isEqualTo(FORM.getUrl() + "|0.1.0");
        assertThat(Filled.answers(response).values())
                .allSatisfy(answers -> assertThat(answers)
                        .allSatisfy(answer -> assertThat(Filled.sources(answer)).isNotEmpty()));
    }

    @Test
    void givesAnEmptyFormForAnEmptyRecord() {
        Patient nobody = http.post("Patient", new Patient()).as(Patient.class);
        QuestionnaireResponse response = populated(
                ONE,
                parameters(
                        "subject",
                        new StringType("Patient/" + nobody.getIdElement().getIdPart())));
        assertThat(response.hasItem()).isFalse();
        assertThat(response.hasContained()).isFalse();
    }

    @Test
    void takesTheSubjectInEveryShape() {
        String here = http.address("/fhir/Patient/demo-bea").toString();
        for (Type subject : List.of(
                new Reference("Patient/demo-bea"),
                new StringType("Patient/demo-bea"),
                new StringType("demo-bea"),
                new Reference(here))) {
            assertThat(populated(ONE, parameters("subject", subject))
                            .getSubject()
                            .getReference())
                    .isEqualTo("Patient/demo-bea");
        }
    }

    @Test
    void findsTheFormInEveryShape() {
        String canonical = FORM.getUrl();
        for (Parameters named : List.of(
                parameters("canonical", new CanonicalType(canonical)),
                parameters("canonical", new CanonicalType(canonical + "|0.1.0")),
                parameters("questionnaire", new CanonicalType(canonical + "|0.1.0")),
                parameters("questionnaire", new Reference("Questionnaire/" + ID)),
                new Parameters()
                        .addParameter(new Parameters.ParametersParameterComponent()
                                .setName("questionnaire")
                                .setResource(FORM)))) {
            named.addParameter().setName("subject").setValue(new Reference("Patient/demo-bea"));
            assertThat(Filled.words(populated(NAMED, named))).containsKeys("preg.edd", "cx.length", "ob.sptb");
        }
    }

    @Test
    void checksWhatTheFormWasLaunchedWith() {
        QuestionnaireResponse response =
                populated(ONE, launched("encounter", new Reference("Encounter/demo-bea-encounter"), null));
        assertThat(response.getEncounter().getReference()).isEqualTo("Encounter/demo-bea-encounter");
        assertThat(populated(ONE, launched("patient", new Reference("Patient/demo-bea"), null))
                        .hasItem())
                .isTrue();
        refused(422, "launchContext patient", ONE, launched("patient", new Reference("Patient/demo-ana"), null));
        Encounter foreign = new Encounter().setSubject(new Reference("Patient/demo-ana"));
        foreign.setId("foreign");
        refused(422, "launchContext encounter", ONE, launched("encounter", null, foreign));
        refused(422, "launchContext encounter", ONE, launched("encounter", new Reference("Encounter/none"), null));
        Parameters nameless = parameters("subject", new Reference("Patient/demo-bea"));
        nameless.addParameter()
                .setName("launchContext")
                .addPart()
                .setName("name")
                .setValue(new CodeType("patient"));
        refused(400, "no part content", ONE, nameless);
    }

    @Test
    void saysWhatIsWrongWithTheCall() {
        refused(400, "subject is missing", ONE, new Parameters());
        refused(
                422,
                "subject: this server has no Patient/nobody",
                ONE,
                parameters("subject", new StringType("Patient/nobody")));
        refused(422, "subject must be a Patient", ONE, parameters("subject", new Reference("Group/1")));
        refused(
                422,
                "subject must be a Patient",
                ONE,
                parameters("subject", new Reference("https://elsewhere.example/fhir/Patient/1")));
        refused(
                404,
                "no Questionnaire with id",
                "Questionnaire/none/$populate",
                parameters("subject", new Reference("Patient/demo-bea")));
        Parameters unknown = parameters("subject", new Reference("Patient/demo-bea"));
        unknown.addParameter().setName("canonical").setValue(new CanonicalType(FORM.getUrl() + "|9.9.9"));
        refused(404, "no Questionnaire with canonical", NAMED, unknown);
        Parameters identified = parameters("subject", new Reference("Patient/demo-bea"));
        identified.addParameter().setName("identifier").setValue(new Identifier().setValue("none"));
        refused(404, "no Questionnaire with this identifier", NAMED, identified);
        refused(400, "No questionnaire is named", NAMED, parameters("subject", new Reference("Patient/demo-bea")));
        Parameters elsewhere = parameters("subject", new Reference("Patient/demo-bea"));
        elsewhere.addParameter().setName("dataEndpoint").setValue(new StringType("https://ehr.example/fhir"));
        refused(422, "dataEndpoint: must be an Endpoint", ONE, elsewhere);
    }

    @Test
    void readsOnlyWhatWasSentWhereLocalIsFalse() {
        Parameters alone = parameters("subject", new Reference("Patient/demo-bea"));
        alone.addParameter().setName("local").setValue(new BooleanType(false));
        refused(400, "data is missing", ONE, alone);
        Bundle data = sample("gwen");
        data.getEntry().remove(0);
        data = fhir.newJsonParser()
                .parseResource(
                        Bundle.class,
                        fhir.newJsonParser()
                                .encodeResourceToString(data)
                                .replace("Patient/demo-gwen", "Patient/demo-bea"));
        alone.addParameter().setName("data").setResource(data);
        assertThat(Filled.words(populated(ONE, alone))).containsEntry("preg.stitch-now", List.of("Y"));

        Parameters foreign = parameters("subject", new Reference("Patient/demo-bea"));
        foreign.addParameter().setName("data").setResource(sample("gwen"));
        refused(422, "data holds another Patient", ONE, foreign);
    }

    @Test
    void leavesOtherQuestionnairesToTheStockOperation() {
        Questionnaire other = new Questionnaire();
        other.setUrl("urn:other-form")
                .setVersion("1")
                .setStatus(org.hl7.fhir.r4.model.Enumerations.PublicationStatus.DRAFT);
        other.addItem().setLinkId("a").setText("Any?").setType(Questionnaire.QuestionnaireItemType.STRING);
        Questionnaire stored = http.post("Questionnaire", other).as(Questionnaire.class);
        QuestionnaireResponse response = populated(
                "Questionnaire/" + stored.getIdElement().getIdPart() + "/$populate",
                parameters("subject", new Reference("Patient/demo-bea")));
        assertThat(response.getItemFirstRep().getLinkId()).isEqualTo("a");
    }

    /** Six reads: form, patient, and one search for each of four types; how many statements each takes is HAPI's matter. */
    @Test
    void asksTheStoreAFewTimes() throws Exception {
        Parameters call = parameters("subject", new Reference("Patient/demo-bea"));
        assertThat(populated(ONE, call).hasItem()).isTrue();
        assertThat(sql.during(() -> http.post(ONE, call))).hasSizeLessThan(20);
    }

    /**
     * The second door: the initial expressions of the published form, evaluated by clinical-reasoning one by one. It knows
     * no day but the machine's, so the sample is moved to today, which is to come by the clock of the tests and its gate; it fills items that are not asked, so what is compared is
     * what stands before these are left out.
     */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"bea", "gwen", "mira", "edda"})
    void saysWhatTheStockOperationSays(String name) {
        Bundle bundle = moved(sample(name), name);
        interceptors.unregisterInterceptor(gate);
        try {
            assertThat(http.post("", bundle).status()).isEqualTo(200);
        } finally {
            interceptors.registerInterceptor(gate);
        }
        Patient patient = (Patient) bundle.getEntryFirstRep().getResource();
        LocalDate today = LocalDate.now(Clock.systemDefaultZone());
        Map<String, List<String>> expected = new TreeMap<>();
        Chart chart = chart(bundle);
        for (KnownAnswer answer : knowledge
                .prefill(
                        new PatientFacts(chart.patient(), chart.resources()),
                        new EvaluationSettings(today, "us", false))
                .answers()) {
            expected.computeIfAbsent(answer.linkId(), linkId -> new ArrayList<>())
                    .add(Filled.word(answer.value()));
        }

        QuestionnaireResponse response = stock.populate(
                (Questionnaire) daos.getResourceDao("Questionnaire")
                        .read(new org.hl7.fhir.r4.model.IdType("Questionnaire", ID), new SystemRequestDetails()),
                patient.getIdPart(),
                List.of(),
                null,
                true,
                new SystemRequestDetails());

        assertThat(response.getContained()).noneMatch(OperationOutcome.class::isInstance);
        assertThat(expected).hasSizeGreaterThan(4);
        assertThat(Filled.words(response)).isEqualTo(expected);
    }

    /** Beside the question, in the words of the reader; the question stays as open as it was. */
    @Test
    void givesWhatTheRecordOnlyHintsAt() {
        Bundle lola = sample("lola");
        lola.getEntry().removeIf(entry -> entry.getResource() instanceof QuestionnaireResponse);
        String renamed = fhir.newJsonParser().encodeResourceToString(lola).replace("demo-lola", "hinted-lola");
        assertThat(http.post("", fhir.newJsonParser().parseResource(Bundle.class, renamed))
                        .status())
                .isEqualTo(200);
        Parameters asked = parameters("subject", new Reference("Patient/hinted-lola"));
        FhirHttp.Answer spanish = http.call("POST", ONE, asked, java.util.Map.of("Accept-Language", "es"));

        QuestionnaireResponse response = populated(ONE, asked);

        for (String linkId : List.of("ob.any", "ob.sptb")) {
            assertThat(Filled.hints(response, linkId)).singleElement().satisfies(hint -> {
                Coding said = (Coding) hint.getExtensionByUrl("hint").getValue();
                assertThat(said.getCode()).isEqualTo("hint-preterm-birth");
                assertThat(said.getDisplay()).startsWith("history of preterm labour or birth");
                assertThat(hint.getExtensionByUrl("date").getValue().primitiveValue())
                        .isEqualTo("2026-05-18");
                assertThat(((Reference) hint.getExtensionByUrl("source").getValue()).getReference())
                        .isEqualTo("Condition/hinted-lola-history-preterm-labor");
            });
        }
        assertThat(Filled.words(response)).doesNotContainKeys("ob.any", "ob.sptb");
        assertThat(spanish.body()).contains("antecedente de parto prematuro codificado");
        assertThat(VALIDATION.errors(response)).isEmpty();
        assertThat(http.post(
                                "QuestionnaireResponse",
                                response.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED))
                        .status())
                .as("sent back as it came, but for the status")
                .isEqualTo(201);
    }

    private static Bundle sample(String name) {
        return ContentFiles.read(Bundle.class, "examples/bundle-" + name + ".json");
    }

    /** The same story so many days later that its day is today, with other ids. */
    private Bundle moved(Bundle bundle, String name) {
        long days = ChronoUnit.DAYS.between(SAMPLES, LocalDate.now(Clock.systemDefaultZone()));
        String text = fhir.newJsonParser().encodeResourceToString(bundle).replace("demo-" + name, "moved-" + name);
        String moved = DAY.matcher(text)
                .replaceAll((MatchResult day) ->
                        "\"" + LocalDate.parse(day.group(1)).plusDays(days) + day.group(2));
        return fhir.newJsonParser().parseResource(Bundle.class, moved);
    }

    private static Chart chart(Bundle bundle) {
        List<Resource> resources = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
        return new Chart((Patient) resources.get(0), resources.subList(1, resources.size()), java.util.Set.of());
    }

    private static Parameters parameters(String name, Type value) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName(name).setValue(value);
        return parameters;
    }

    private static Parameters launched(
            String name,
            @org.jspecify.annotations.Nullable Reference reference,
            @org.jspecify.annotations.Nullable Resource resource) {
        Parameters parameters = parameters("subject", new Reference("Patient/demo-bea"));
        Parameters.ParametersParameterComponent context =
                parameters.addParameter().setName("launchContext");
        context.addPart().setName("name").setValue(new CodeType(name));
        context.addPart().setName("content").setValue(reference).setResource(resource);
        return parameters;
    }

    private QuestionnaireResponse populated(String path, Parameters call) {
        FhirHttp.Answer answer = http.post(path, call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(QuestionnaireResponse.class);
    }

    private void refused(int status, String words, String path, Parameters call) {
        FhirHttp.Answer answer = http.post(path, call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .contains(words);
    }
}
