package org.cervicalinsufficiency.questionnaire;

import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;

/**
 * An assessment whose place was taken by that of a newer form. It was no error, and somebody may have acted on it: the
 * standard's word for that is cancelled. An extension names the assessment that holds. Nothing else is changed, so that it
 * can hold again.
 */
public final class SupersededAssessment {

    private static final String EXTENSION = "/StructureDefinition/assessment-superseded-by";
    private static final String TYPE = "RiskAssessment/";

    private SupersededAssessment() {}

    /**
     * Marks an assessment.
     *
     * @param by bare id of the assessment that holds
     * @param base where the extensions are published
     */
    public static void mark(RiskAssessment former, String by, String base) {
        former.setStatus(RiskAssessmentStatus.CANCELLED);
        former.getExtension().removeIf(SupersededAssessment::isOurs);
        former.addExtension(new Extension(base + EXTENSION, new Reference(TYPE + by)));
    }

    /** Takes the mark off: the assessment says what it said, and has the status that follows from it. */
    public static void restore(RiskAssessment former) {
        former.getExtension().removeIf(SupersededAssessment::isOurs);
        former.setStatus(RiskAssessments.status(former));
    }

    /** Bare id of the assessment that took the place of this one, if one did. */
    public static Optional<String> by(RiskAssessment former) {
        return former.getStatus() == RiskAssessmentStatus.CANCELLED
                ? former.getExtension().stream()
                        .filter(SupersededAssessment::isOurs)
                        .flatMap(mark -> named(mark).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isOurs(Extension extension) {
        return extension.hasUrl() && extension.getUrl().endsWith(EXTENSION);
    }

    private static Optional<String> named(Extension mark) {
        return mark.getValue() instanceof Reference reference && reference.hasReference()
                ? Optional.of(reference.getReference()).map(name -> name.substring(name.lastIndexOf('/') + 1))
                : Optional.empty();
    }
}
