package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.Fact;
import org.cervicalinsufficiency.knowledge.Factor;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample patient: the form says what the cards say, each answer with its source. */
class SamplePrefillTest {

    private static final String PLAN =
            "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening|0.1.0";
    private static final Questionnaire FORM =
            ContentFiles.read(Questionnaire.class, "questionnaire/cervical-insufficiency-screening.json");
    private static final OfflineValidation VALIDATION = new OfflineValidation(List.of(FORM));
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final FormPrefill PREFILL = new FormPrefill(new CurrentKnowledge(SharedKnowledge.knowledge()), NOON);

    /** Question of the form by factor: where the factor is firm, the form says so. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "SecondTrimesterLoss", "ob.loss2t",
            "SpontaneousPretermBirthEarly", "ob.sptb",
            "SpontaneousPretermBirthLate", "ob.sptb",
            "PretermWatersEarly", "ob.pprom",
            "PreviousCerclage", "ob.stitch-past",
            "PreviousInsufficiency", "ob.ci-dx",
            "UterineAnomaly", "cong.uterus",
            "LoopExcision", "gyn.excision",
            "ConeBiopsy", "gyn.excision",
            "StitchOrInsufficiencyNow", "preg.stitch-now");

    static List<Path> bundles() {
        return ContentFiles.in("examples").stream()
                .filter(file -> file.getFileName().toString().startsWith("bundle-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isFilledWithTheFactsOfTheCards(Path file) {
        Chart chart = chart(file);
        Assessed assessed = (Assessed) SharedKnowledge.knowledge()
                .assess(
                        PLAN,
                        new PatientFacts(chart.patient(), chart.resources()),
                        new EvaluationSettings(LocalDate.now(NOON), "us", false));
        QuestionnaireResponse response = PREFILL.fill(FORM, chart, "us");
        Map<String, List<String>> words = Filled.words(response);

        assertThat(VALIDATION.errors(response)).isEmpty();
        assessed.summary()
                .gestationalAge()
                .ifPresent(age -> assertThat(words).containsEntry("preg.ga", List.of(days(age))));
        for (Factor factor : assessed.summary().factors()) {
            if (QUESTIONS.containsKey(factor.code()) && !isDoubtful(assessed, factor.code())) {
                assertThat(words).as(factor.code()).containsKey(QUESTIONS.getOrDefault(factor.code(), ""));
            }
        }
        words.getOrDefault("cx.length", List.of())
                .forEach(length -> assertThat(assessed.explanation().facts())
                        .anyMatch(fact -> fact.value().filter(length::equals).isPresent()));
        assertThat(Filled.answers(response).values())
                .allSatisfy(answers -> assertThat(answers).allSatisfy(answer -> {
                    assertThat(Filled.sources(answer))
                            .isSubsetOf(references(chart))
                            .isNotEmpty();
                    assertThat(Filled.date(answer)).isNotEmpty();
                }));
    }

    private static boolean isDoubtful(Assessed assessed, String factor) {
        return assessed.explanation().facts().stream()
                .filter(fact -> fact.code().equals(factor))
                .anyMatch(Fact::doubtful);
    }

    private static String days(String age) {
        String[] parts = age.split("[wd]");
        return String.valueOf(Integer.parseInt(parts[0]) * 7 + Integer.parseInt(parts[1]));
    }

    private static Chart chart(Path file) {
        Bundle bundle = ContentFiles.read(Bundle.class, "examples/" + file.getFileName());
        List<Resource> resources = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
        return new Chart(
                (Patient) resources.get(0),
                resources.stream()
                        .filter(resource -> !(resource instanceof Patient))
                        .toList(),
                Set.of());
    }

    private static List<String> references(Chart chart) {
        return chart.resources().stream()
                .map(resource ->
                        resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                .toList();
    }
}
