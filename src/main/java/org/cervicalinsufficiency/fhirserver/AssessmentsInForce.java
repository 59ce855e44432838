package org.cervicalinsufficiency.fhirserver;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.knowledge.FormsUsed;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.cervicalinsufficiency.questionnaire.SupersededAssessment;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.RiskAssessment;

/**
 * Keeps one assessment of a patient and pregnancy in force: that of the form which the logic takes for the newest. A form
 * sent as a new one, and not as a new version of the former, supersedes as well; when it is withdrawn, the former one holds
 * again as it was. All in the transaction under way.
 */
final class AssessmentsInForce {

    private final FormAssessments assessments;
    private final DerivedResources derived;
    private final ScreeningFormTable table;

    AssessmentsInForce(FormAssessments assessments, DerivedResources derived, ScreeningFormTable table) {
        this.assessments = assessments;
        this.derived = derived;
        this.table = table;
    }

    /**
     * The forms of one patient, seen from one of them.
     *
     * @param id bare id of that form
     * @param used which forms the logic took
     * @param read bare ids of all that it was given
     * @param owner whose forms they are
     */
    record Forms(String id, FormsUsed used, Set<String> read, FormOwner owner) {

        /**
         * Whether the logic went by another form, of this pregnancy or a later one.
         *
         * @param elsewhere what only an EHR holds; that is none of this store
         */
        boolean isBehind(Set<String> elsewhere) {
            return used.current()
                    .filter(form -> !elsewhere.contains(form))
                    .map(AssessmentsInForce::bare)
                    .filter(form -> !form.equals(id))
                    .isPresent();
        }

        private Optional<String> current() {
            return used.current().map(AssessmentsInForce::bare);
        }

        private List<String> former() {
            return used.former().stream().map(AssessmentsInForce::bare).toList();
        }
    }

    /**
     * Marks the assessment of a form before it is written, where that of a newer form is stored, and finds what changes with
     * those of the patient's other forms. Nothing is written.
     */
    List<RiskAssessment> settle(RiskAssessment own, Forms forms, TenantStore home) {
        if (!forms.current().equals(Optional.of(forms.id()))) {
            // Made anew it is where it was, unless the logic now says otherwise.
            stored(forms.id(), home)
                    .flatMap(SupersededAssessment::by)
                    .ifPresent(by -> SupersededAssessment.mark(own, by, assessments.base()));
        }
        AssessmentLine line = line();
        table.ids(forms.owner())
                .forEach(form -> line.add(form, form.equals(forms.id()) ? Optional.of(own) : stored(form, home)));
        forms.current().ifPresent(current -> line.settle(current, forms.former(), forms.read()));
        line.mend(Optional.empty());
        return line.changed().stream().filter(each -> each != own).toList();
    }

    /** A form no longer belongs to a patient: what it had taken the place of holds again. */
    void release(String withdrawn, FormOwner owner, TenantStore home) {
        AssessmentLine line = line();
        table.ids(owner).forEach(form -> line.add(form, stored(form, home)));
        line.mend(stored(withdrawn, home).flatMap(SupersededAssessment::by));
        line.changed().forEach(each -> derived.write(each, home));
    }

    private AssessmentLine line() {
        String base = assessments.base();
        return new AssessmentLine((former, by) -> SupersededAssessment.mark(former, by, base));
    }

    private Optional<RiskAssessment> stored(String form, TenantStore home) {
        return derived.read(RiskAssessment.class, DerivedIds.assessment(form), home);
    }

    private static String bare(String reference) {
        return new IdType(reference).getIdPart();
    }
}
