package org.cervicalinsufficiency.vignettes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.Factor;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.knowledge.Priority;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** The first door: straight through the CQL evaluation, without a server. */
public final class KnowledgeDoor implements VignetteDoor {

    static final String SCREENING =
            "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening|0.1.0";

    @Override
    public Outcome open(Vignette vignette, String profile) {
        Assessed assessed = assess(vignette, profile);
        TreeMap<String, String> topics = new TreeMap<>();
        for (Recommendation recommendation : assessed.recommendations()) {
            topics.put(recommendation.topic(), indicator(recommendation.priority()));
        }
        Set<String> factors = new HashSet<>();
        for (Factor factor : assessed.summary().factors()) {
            factors.add(factor.code());
        }
        return new Outcome(
                Optional.of(assessed.summary().tier()),
                Optional.of(!assessed.summary().provisional().isEmpty()),
                Optional.of(assessed.summary().route()),
                Optional.of(topics.keySet()),
                Optional.of(topics),
                Optional.of(assessed.summary().missing()),
                Optional.of(factors),
                Optional.empty());
    }

    /** The result of the CQL for a vignette; a failed evaluation fails the test. */
    static Assessed assess(Vignette vignette, String profile) {
        var assessment = SharedKnowledge.knowledge()
                .assess(SCREENING, facts(vignette), new EvaluationSettings(vignette.today(), profile, false));
        if (assessment instanceof Assessed assessed) {
            return assessed;
        }
        throw new AssertionError(vignette.id() + " could not be assessed: "
                + assessment.failureKind().orElse(""));
    }

    /** A vignette's patient as the evaluation sees it. */
    public static PatientFacts facts(Vignette vignette) {
        List<Resource> others = new ArrayList<>(new VignettePatient(vignette).resources());
        Patient patient = (Patient) others.remove(0);
        return new PatientFacts(patient, others);
    }

    public static String indicator(Priority priority) {
        return switch (priority) {
            case STAT -> "critical";
            case URGENT -> "warning";
            case ROUTINE -> "info";
        };
    }
}
