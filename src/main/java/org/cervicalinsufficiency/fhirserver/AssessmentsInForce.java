package org.cervicalinsufficiency.fhirserver;

import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.FormsUsed;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.cervicalinsufficiency.questionnaire.SupersededAssessment;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;

/**
 * Keeps one assessment of a patient and pregnancy in force: that of the form which the logic takes for the newest. A form
 * sent as a new one, and not as a new version of the former, supersedes as well. All in the transaction under way.
 */
final class AssessmentsInForce {

    private final DerivedResources derived;
    private final ScreeningFormTable table;

    AssessmentsInForce(DerivedResources derived, ScreeningFormTable table) {
        this.derived = derived;
        this.table = table;
    }

    /**
     * The forms of one patient, seen from one of them.
     *
     * @param id bare id of that form
     * @param used which forms the logic read
     * @param owner whose forms they are
     */
    record Forms(String id, FormsUsed used, FormOwner owner) {

        /** The other form that counts, if there is one. */
        Optional<String> newer() {
            return used.current().map(AssessmentsInForce::bare).filter(form -> !form.equals(id));
        }

        /** Whether the other form speaks for the same pregnancy. */
        boolean isFormer() {
            return used.former().stream().map(AssessmentsInForce::bare).anyMatch(id::equals);
        }
    }

    /** Marks the assessment of a form before it is written, where that of a newer form is stored. */
    void mark(RiskAssessment own, Forms forms, TenantStore home) {
        if (forms.isFormer()) {
            forms.newer()
                    .filter(newer -> isStored(newer, forms))
                    .flatMap(newer -> stored(newer, home))
                    .ifPresent(holds ->
                            SupersededAssessment.mark(own, holds.getIdElement().getIdPart()));
        }
    }

    /**
     * Marks those of the older forms, after the assessment of the form was written.
     *
     * @return the form whose assessment has to be made again, since nothing takes its place any more
     */
    Optional<String> settle(Forms forms, TenantStore home) {
        Optional<String> newer = forms.newer();
        if (newer.isPresent()) {
            return newer.filter(form -> isStored(form, forms))
                    .filter(form ->
                            stored(form, home).flatMap(SupersededAssessment::by).isPresent());
        }
        List<String> own = table.ids(forms.owner());
        forms.used().former().stream()
                .map(AssessmentsInForce::bare)
                .filter(own::contains)
                .flatMap(former -> stored(former, home).stream())
                .filter(AssessmentsInForce::isInForce)
                .forEach(former -> {
                    SupersededAssessment.mark(former, DerivedIds.assessment(forms.id()));
                    derived.write(former, home);
                });
        return Optional.empty();
    }

    /** The newest form of an owner whose assessment a withdrawn one had taken the place of. */
    Optional<String> heldBackBy(String withdrawn, FormOwner owner, TenantStore home) {
        String by = DerivedIds.assessment(withdrawn);
        return table.ids(owner).stream()
                .filter(form -> !form.equals(withdrawn))
                .filter(form -> stored(form, home)
                        .flatMap(SupersededAssessment::by)
                        .filter(by::equals)
                        .isPresent())
                .findFirst();
    }

    /** A form that only an EHR holds is none of this store, even if one here has the same id. */
    private boolean isStored(String form, Forms forms) {
        return table.ids(forms.owner()).contains(form);
    }

    private Optional<RiskAssessment> stored(String form, TenantStore home) {
        return derived.read(RiskAssessment.class, DerivedIds.assessment(form), home);
    }

    /** One that is superseded already keeps naming its own successor, which names the next. */
    private static boolean isInForce(RiskAssessment assessment) {
        return assessment.getStatus() == RiskAssessmentStatus.FINAL
                || assessment.getStatus() == RiskAssessmentStatus.PRELIMINARY;
    }

    private static String bare(String reference) {
        return new IdType(reference).getIdPart();
    }
}
