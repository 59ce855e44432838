package org.cervicalinsufficiency.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.SharedKnowledge;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens where the artifacts are not as they should be: always visible, never silence. */
class KnowledgeBaseTest {

    private static final String PLAN =
            "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening|0.1.0";
    private static final String PLAN_FILE = "plandefinition/cervical-insufficiency-screening.json";
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(LocalDate.of(2026, 6, 15), "us", false);

    private static Assessment assess(ArtifactTexts texts) {
        Patient patient = new Patient();
        patient.setId("somebody");
        return KnowledgeBase.load(FhirContext.forR4Cached(), texts)
                .assess(PLAN, new PatientFacts(patient, List.of()), SETTINGS);
    }

    private static ArtifactTexts with(String file, String from, String to) {
        ArtifactTexts texts = SharedKnowledge.texts();
        Map<String, String> resources = new HashMap<>(texts.resources());
        String changed = String.valueOf(resources.get(file)).replace(from, to);
        assertThat(changed).as("the change was made").isNotEqualTo(resources.get(file));
        resources.put(file, changed);
        return new ArtifactTexts(resources, texts.cql(), texts.elm());
    }

    private static ArtifactTexts withCql(String name, String from, String to) {
        ArtifactTexts texts = SharedKnowledge.texts();
        Map<String, String> cql = new HashMap<>(texts.cql());
        String changed = String.valueOf(cql.get(name)).replace(from, to);
        assertThat(changed).as("the change was made").isNotEqualTo(cql.get(name));
        cql.put(name, changed);
        return new ArtifactTexts(texts.resources(), cql, CqlCompiler.toElm(cql));
    }

    @Nested
    class ShowsThatNothingCouldBeAssessed {

        private void isShown(Assessment assessment) {
            assertThat(assessment.failureKind()).isPresent();
            assertThat(assessment.recommendations()).singleElement().satisfies(recommendation -> {
                assertThat(recommendation.actionId()).isEqualTo("CheckRecordFailed");
                assertThat(recommendation.priority()).isEqualTo(Priority.URGENT);
            });
        }

        @Test
        void whereAnActionNamesADefineThatDoesNotExist() {
            isShown(assess(
                    with(PLAN_FILE, "\"expression\": \"EducationSymptoms\"", "\"expression\": \"NoSuchDefine\"")));
        }

        @Test
        void whereTheCqlFails() {
            isShown(assess(withCql(
                    "CervicalInsufficiencyScreening",
                    "define AcuteProblem:\n",
                    "define AcuteProblem:\n  Message(true, true, '1', 'Error', 'made to fail') and\n")));
        }

        @Test
        void whereAConditionIsNeitherTrueNorFalse() {
            isShown(assess(withCql(
                    "CervicalInsufficiencyScreening",
                    "define AcuteProblem:\n",
                    "define AcuteProblem:\n  (null as Boolean) and not Assessment.\"Emergency\" or\n")));
        }

        @Test
        void whereAValueSetIsMissing() {
            ArtifactTexts texts = SharedKnowledge.texts();
            Map<String, String> resources = new HashMap<>(texts.resources());
            assertThat(resources.remove("valueset/cerclage.json")).isNotNull();
            isShown(assessWithProcedure(new ArtifactTexts(resources, texts.cql(), texts.elm())));
        }

        private Assessment assessWithProcedure(ArtifactTexts texts) {
            Patient patient = new Patient();
            patient.setId("somebody");
            var procedure = new org.hl7.fhir.r4.model.Procedure();
            procedure.setId("one");
            procedure.setStatus(org.hl7.fhir.r4.model.Procedure.ProcedureStatus.COMPLETED);
            procedure.getCode().addCoding().setSystem("urn:example").setCode("any");
            return KnowledgeBase.load(FhirContext.forR4Cached(), texts)
                    .assess(PLAN, new PatientFacts(patient, List.of(procedure)), SETTINGS);
        }
    }

    @Nested
    class RefusesToLoad {

        @Test
        void aSuggestionWithoutItsActivityDefinition() {
            ArtifactTexts texts = SharedKnowledge.texts();
            Map<String, String> resources = new HashMap<>(texts.resources());
            assertThat(resources.remove("activitydefinition/refer-obstetrics.json"))
                    .isNotNull();
            assertThatThrownBy(() -> assess(new ArtifactTexts(resources, texts.cql(), texts.elm())))
                    .hasMessageContaining("refer-obstetrics|0.1.0")
                    .hasMessageContaining("add it to fhir-resources");
        }

        @Test
        void aConditionInALanguageThatIsNotRead() {
            assertThatThrownBy(() -> assess(with(PLAN_FILE, "\"language\": \"text/cql\"", "\"language\": \"text/x\"")))
                    .hasMessageContaining("needs one condition in text/cql");
        }

        @Test
        void aSuggestionOfAKindThatCannotBeDrafted() {
            assertThatThrownBy(() -> assess(with(
                            "activitydefinition/refer-obstetrics.json",
                            "\"kind\": \"ServiceRequest\"",
                            "\"kind\": \"MedicationRequest\"")))
                    .hasMessageContaining("whose kind is neither ServiceRequest nor Task");
        }

        @Test
        void aTaskWithoutAForm() {
            assertThatThrownBy(() -> assess(with(
                            "activitydefinition/refer-obstetrics.json",
                            "\"kind\": \"ServiceRequest\"",
                            "\"kind\": \"Task\"")))
                    .hasMessageContaining("a task without a form");
        }

        @Test
        void aValueSetThatDoesNotListItsCodes() {
            assertThatThrownBy(
                            () -> assess(
                                    with(
                                            "valueset/cerclage.json",
                                            "\"include\": [",
                                            "\"exclude\": [{\"system\": \"urn:example\", \"concept\": [{\"code\": \"any\"}]}], \"include\": [")))
                    .hasMessageContaining("must list its codes one by one");
        }

        @Test
        void aFileThatIsNotFhir() {
            assertThatThrownBy(() -> assess(with(PLAN_FILE, "\"resourceType\": \"PlanDefinition\"", "\"a\": 1")))
                    .hasMessageContaining(PLAN_FILE);
        }

        @Test
        void twoFilesWithOneCanonical() {
            ArtifactTexts texts = SharedKnowledge.texts();
            Map<String, String> resources = new HashMap<>(texts.resources());
            resources.put("valueset/copy.json", String.valueOf(resources.get("valueset/cerclage.json")));
            assertThatThrownBy(() -> assess(new ArtifactTexts(resources, texts.cql(), texts.elm())))
                    .hasMessageContaining("same url and version");
        }
    }

    @Test
    void namesLibraryAndLineWhereTheCqlDoesNotCompile() {
        assertThatThrownBy(
                        () -> withCql("CervicalInsufficiencyScreening", "define AcuteProblem:", "define AcuteProblem"))
                .isInstanceOf(CqlCompilationException.class)
                .hasMessageContaining("CervicalInsufficiencyScreening line");
    }

    @Test
    void saysWhichPlanItDoesNotHave() {
        Patient patient = new Patient();
        patient.setId("somebody");
        assertThatThrownBy(() -> SharedKnowledge.knowledge()
                        .assess("urn:none|1", new PatientFacts(patient, List.of()), SETTINGS))
                .hasMessageContaining("urn:none|1");
    }

    @Test
    void readsTheProfilesFromTheLibrariesAndRefusesAnyOther() {
        KnowledgeBase knowledge = SharedKnowledge.knowledge();
        Patient patient = new Patient();
        patient.setId("somebody");
        PatientFacts nothing = new PatientFacts(patient, List.of());
        EvaluationSettings other = new EvaluationSettings(LocalDate.of(2026, 6, 15), "fr", false);

        assertThat(knowledge.profiles().all()).containsExactly("us", "uk");
        assertThatThrownBy(() -> knowledge.assess(PLAN, nothing, other)).hasMessageContaining("us or uk");
        assertThatThrownBy(() -> knowledge.prefill(nothing, other)).hasMessageContaining("us or uk");
        assertThatThrownBy(() -> knowledge.value("ScreeningRecord", "Settings", nothing, other))
                .hasMessageContaining("us or uk");
    }

    @Test
    void speaksEnglishAndSpanish() {
        assertThat(SharedKnowledge.knowledge().languages()).containsExactly("en", "es");
    }
}
