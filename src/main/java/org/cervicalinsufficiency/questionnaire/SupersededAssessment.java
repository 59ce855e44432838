package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;

/**
 * An assessment whose place was taken by that of a newer form. It was no error, and somebody may have acted on it: the
 * standard's word for that is cancelled. An extension names the assessment that holds.
 */
public final class SupersededAssessment {

    private static final String EXTENSION = "/StructureDefinition/assessment-superseded-by";
    private static final String TYPE = "RiskAssessment/";
    private static final String PLANS = "/PlanDefinition/";

    private SupersededAssessment() {}

    /**
     * Marks an assessment.
     *
     * @param by bare id of the assessment that holds
     */
    public static void mark(RiskAssessment former, String by) {
        former.setStatus(RiskAssessmentStatus.CANCELLED);
        former.getExtension().removeIf(SupersededAssessment::isOurs);
        former.addExtension(new Extension(base(former) + EXTENSION, new Reference(TYPE + by)));
    }

    /** Bare id of the assessment that took the place of this one, if one did. */
    public static Optional<String> by(RiskAssessment former) {
        List<Extension> marks = former.getExtension().stream()
                .filter(SupersededAssessment::isOurs)
                .toList();
        return former.getStatus() == RiskAssessmentStatus.CANCELLED && !marks.isEmpty()
                ? Optional.of(((Reference) marks.get(0).getValue()).getReference())
                        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    private static boolean isOurs(Extension extension) {
        return extension.getUrl().endsWith(EXTENSION);
    }

    /** The plan that was evaluated stands in every assessment; it is published below the same base. */
    private static String base(RiskAssessment assessment) {
        String plan = assessment.getMethod().getText();
        return plan.substring(0, plan.indexOf(PLANS));
    }
}
