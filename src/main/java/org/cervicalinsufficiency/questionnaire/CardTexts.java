package org.cervicalinsufficiency.questionnaire;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.tenant.Tenant;

/** Writes what the cards say about an assessment, the same sentences that a hook call gets. */
public interface CardTexts {

    /** The cards, the most urgent first. */
    List<CardText> of(Assessment assessment, About about);

    /**
     * What the cards are about, beside the assessment.
     *
     * @param patientId bare id of the patient
     * @param languages the reader's languages, most wanted first
     * @param today calendar date of the evaluation
     * @param planDefinition {@code canonical|version} that was evaluated
     * @param profile guideline profile in force
     * @param site the patient's tenant
     * @param gaps what of the record could not be read
     */
    record About(
            String patientId,
            List<Locale> languages,
            LocalDate today,
            String planDefinition,
            String profile,
            Tenant site,
            List<RecordOrigin.Gap> gaps) {
        /** Copies the lists. */
        public About {
            languages = List.copyOf(languages);
            gaps = List.copyOf(gaps);
        }
    }
}
