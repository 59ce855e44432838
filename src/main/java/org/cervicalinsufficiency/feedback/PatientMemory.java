package org.cervicalinsufficiency.feedback;

import java.util.List;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.cervicalinsufficiency.questionnaire.StoredForms;

/**
 * What this server remembers about the patient of a call: the forms, and what was done with earlier cards. Both are read
 * together, because a call may ask the database once only, beside the check of its token (ADR 0014).
 */
@FunctionalInterface
public interface PatientMemory {

    /**
     * What is remembered. Never throws: what could not be read in time is said.
     *
     * @param owner the patient, under every name that a form may have
     * @param patient the patient as {@link PatientKey}
     */
    Remembered of(FormOwner owner, String patient);

    /**
     * What the store gave.
     *
     * @param forms the forms
     * @param acts what was done with cards, newest first; empty where the store did not answer: nothing is withheld then
     */
    record Remembered(StoredForms.Found forms, List<Act> acts) {

        /** Copies the list. */
        public Remembered {
            acts = List.copyOf(acts);
        }

        /** The store did not answer. */
        public static Remembered notRead() {
            return new Remembered(StoredForms.Found.notRead(), List.of());
        }
    }
}
