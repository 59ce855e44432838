package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** The forms that were submitted to this server, as a call about one patient reads them: quickly, or not at all. */
public interface StoredForms {

    /**
     * The completed and amended forms of a patient, newest first. Never throws: what could not be read in time is said.
     *
     * @param owner the patient
     */
    Found of(FormOwner owner);

    /**
     * What the store gave.
     *
     * @param forms the forms
     * @param read false where the store did not answer in time: the list proves nothing then
     */
    record Found(List<QuestionnaireResponse> forms, boolean read) {
        /** Copies the list. */
        public Found {
            forms = List.copyOf(forms);
        }

        /** The store did not answer. */
        public static Found notRead() {
            return new Found(List.of(), false);
        }
    }
}
