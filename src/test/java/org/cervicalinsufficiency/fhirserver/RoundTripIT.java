package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.questionnaire.CompletedForm;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The way of one form, for every sample patient: {@code $populate} fills it from the chart, the patient's own words and a
 * clinician complete it, the gate takes it, and the stored RiskAssessment, {@code $assess} and the next hook call say the
 * same.
 */
@ServerTest
class RoundTripIT {

    private static final String ID = "cervical-insufficiency-screening";
    private static final Questionnaire FORM = ContentFiles.read(Questionnaire.class, "questionnaire/" + ID + ".json");

    /** What the hook reads of a chart, by prefetch key. */
    private static final Map<String, String> KEYS =
            Map.of("conditions", "Condition", "observations", "Observation", "procedures", "Procedure");

    /** Whose story stays open, whatever is asked: she does not know her own history. */
    private static final String NOTHING_KNOWN = "joan";

    /** Who needs no screening: her stitch is in the chart, and the specialist's card is shown. */
    private static final String STITCH_IN_PLACE = "gwen";

    /** Whose result stays provisional, and why: her length was measured through the abdomen, so it must be verified. */
    private static final Map<String, List<String>> PROVISIONAL = Map.of("kate", List.of("P1"));

    private final FhirHttp http;
    private final FhirContext fhir;
    private final FormCalls calls;

    @Autowired
    RoundTripIT(FhirHttp http, FhirContext fhir) {
        this.http = http;
        this.fhir = fhir;
        this.calls = new FormCalls(http);
    }

    static Stream<String> samples() {
        return ContentFiles.in("examples").stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(file -> file.startsWith("bundle-"))
                .map(file -> file.substring("bundle-".length(), file.indexOf('.')));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysTheSameAtEveryDoor(String name) throws Exception {
        Bundle sample = sample(name);
        Optional<QuestionnaireResponse> told = withholdForm(sample);
        FhirHttp.Answer stored = http.post("", sample);
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        String patient = sample.getEntryFirstRep().getResource().getIdPart();
        assertThat(FormCalls.topics(calls.answer(hookCall(patient))).contains("CompleteScreening"))
                .isEqualTo(!name.equals(STITCH_IN_PLACE));

        QuestionnaireResponse complete = CompletedForm.of(FORM, populated(patient), told);
        RiskAssessment unsent = assessed("QuestionnaireResponse/$assess", response(complete));
        String id = calls.submit(complete);

        RiskAssessment assessment = calls.assessmentOf(id);
        Parameters again = answered("QuestionnaireResponse/" + id + "/$assess", new Parameters());
        assertThat(said(assessment)).isEqualTo(said(assessment(again)));
        assertThat(said(assessment))
                .as("assessed before it was sent; only its own address is new")
                .isEqualTo(said(unsent).replace("QuestionnaireResponse/unsent", "QuestionnaireResponse/" + id));
        JsonNode answer = calls.answer(hookCall(patient));
        assertThat(result(FormCalls.result(answer))).isEqualTo(result(assessment));
        assertThat(cards(again)).as("the same cards").isNotEmpty().isEqualTo(cards(answer));
        assertThat(FormCalls.topics(answer).contains("CompleteScreening")).isEqualTo(name.equals(NOTHING_KNOWN));
        assertThat(values(assessment, "missing").isEmpty()).isEqualTo(!name.equals(NOTHING_KNOWN));
        assertThat(FormCalls.tier(assessment).equals("indeterminate")).isEqualTo(name.equals(NOTHING_KNOWN));
        assertThat(values(assessment, "provisional-reason")).isEqualTo(PROVISIONAL.getOrDefault(name, List.of()));
        assertThat(FormCalls.provisional(assessment)).isEqualTo(PROVISIONAL.containsKey(name));
    }

    /** Under ids of their own, since other tests store the samples too. */
    private Bundle sample(String name) {
        Bundle sample = ContentFiles.read(Bundle.class, "examples/bundle-" + name + ".json");
        String text = fhir.newJsonParser().encodeResourceToString(sample).replace("demo-" + name, "trip-" + name);
        return fhir.newJsonParser().parseResource(Bundle.class, text);
    }

    /** What the patient will say is not in the chart yet. */
    private static Optional<QuestionnaireResponse> withholdForm(Bundle sample) {
        Optional<QuestionnaireResponse> form = sample.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(QuestionnaireResponse.class::isInstance)
                .map(QuestionnaireResponse.class::cast)
                .findFirst();
        sample.getEntry().removeIf(entry -> entry.getResource() instanceof QuestionnaireResponse);
        return form;
    }

    private QuestionnaireResponse populated(String patient) {
        Parameters call = new Parameters();
        call.addParameter().setName("subject").setValue(new Reference("Patient/" + patient));
        FhirHttp.Answer answer = http.post("Questionnaire/" + ID + "/$populate", call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(QuestionnaireResponse.class);
    }

    private static Parameters response(QuestionnaireResponse form) {
        Parameters call = new Parameters();
        call.addParameter().setName("response").setResource(form);
        return call;
    }

    /** Topic and summary of each card, in order. */
    private static List<String> cards(Parameters answer) {
        return answer.getParameter().stream()
                .filter(parameter -> parameter.getName().equals("card"))
                .map(card -> ((Coding) card.getPart().stream()
                                        .filter(part -> part.getName().equals("topic"))
                                        .findFirst()
                                        .orElseThrow()
                                        .getValue())
                                .getCode()
                        + ": "
                        + card.getPart().stream()
                                .filter(part -> part.getName().equals("summary"))
                                .findFirst()
                                .orElseThrow()
                                .getValue()
                                .primitiveValue())
                .toList();
    }

    /** The same of the hook. */
    private static List<String> cards(JsonNode answer) {
        return StreamSupport.stream(answer.path("cards").spliterator(), false)
                .map(card -> card.at("/source/topic/code").asText() + ": "
                        + card.path("summary").asText())
                .toList();
    }

    private RiskAssessment assessed(String operation, Parameters call) {
        return assessment(answered(operation, call));
    }

    private Parameters answered(String operation, Parameters call) {
        FhirHttp.Answer answer = http.post(operation, call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(Parameters.class);
    }

    private static RiskAssessment assessment(Parameters answer) {
        return answer.getParameter().stream()
                .filter(parameter -> parameter.getName().equals("assessment"))
                .map(parameter -> (RiskAssessment) parameter.getResource())
                .findFirst()
                .orElseThrow();
    }

    /** Everything an assessment says; what the store adds to it is left out. */
    private String said(RiskAssessment assessment) {
        RiskAssessment copy = assessment.copy();
        copy.setId((String) null);
        copy.getMeta().setVersionId(null).setLastUpdated(null).setSource(null);
        return fhir.newJsonParser().encodeResourceToString(copy);
    }

    /** Empty where it is not known. */
    private static String age(RiskAssessment assessment) {
        return assessment.getExtensionsByUrl(FormCalls.EXTENSION + "gestational-age").stream()
                .map(age -> age.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Tier, provisional, route, age, what is missing, and each factor with its basis, as an assessment holds them. */
    private static Map<String, Object> result(RiskAssessment assessment) {
        Map<String, Object> factors = new TreeMap<>();
        assessment
                .getExtensionsByUrl(FormCalls.EXTENSION + "factor")
                .forEach(factor -> factors.put(
                        ((Coding) factor.getExtensionByUrl("factor").getValue()).getCode(),
                        factor.getExtensionsByUrl("basis").stream()
                                .map(basis -> ((Reference) basis.getValue()).getReference())
                                .sorted()
                                .toList()));
        return Map.of(
                "tier", FormCalls.tier(assessment),
                "provisional", FormCalls.provisional(assessment),
                "route", values(assessment, "route"),
                "gestational age", age(assessment),
                "missing", values(assessment, "missing"),
                "factors", factors);
    }

    /** The same of the hook's extension. */
    private static Map<String, Object> result(JsonNode extension) {
        Map<String, Object> factors = new TreeMap<>();
        extension
                .path("factors")
                .forEach(factor -> factors.put(
                        factor.path("code").asText(),
                        StreamSupport.stream(factor.path("evidence").spliterator(), false)
                                .map(JsonNode::asText)
                                .sorted()
                                .toList()));
        return Map.of(
                "tier", extension.path("tier").asText(),
                "provisional", extension.path("provisional").asBoolean(),
                "route", List.of(extension.path("route").asText()),
                "gestational age", extension.path("gestationalAge").asText(),
                "missing", texts(extension.path("missing")),
                "factors", factors);
    }

    private static List<String> values(RiskAssessment assessment, String extension) {
        return assessment.getExtensionsByUrl(FormCalls.EXTENSION + extension).stream()
                .map(Extension::getValue)
                .map(value -> ((Coding) value).getCode())
                .toList();
    }

    /** What an EHR that keeps its chart here would send: the whole record, what was made of forms included. */
    private ObjectNode hookCall(String patient) throws IOException {
        ObjectNode call = FormCalls.call(patient);
        ObjectNode prefetch = (ObjectNode) call.path("prefetch");
        prefetch.set("patient", FormCalls.json(http.get("Patient/" + patient).body()));
        for (Map.Entry<String, String> key : KEYS.entrySet()) {
            Bundle found = http.get(key.getValue() + "?patient=Patient/" + patient + "&_count=200")
                    .as(Bundle.class);
            ObjectNode bundle = prefetch.putObject(key.getKey());
            bundle.put("resourceType", "Bundle").put("type", "searchset").put("total", 0);
            for (BundleEntryComponent entry : found.getEntry()) {
                Resource resource = entry.getResource();
                FormCalls.add(
                        call, key.getKey(), FormCalls.json(fhir.newJsonParser().encodeResourceToString(resource)));
            }
        }
        return call;
    }
}
