package org.cervicalinsufficiency.screening;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.cdshooks.DataGap;

/**
 * What belongs to one answer, beside the assessment.
 *
 * @param patientId bare id of the patient
 * @param language language of the reader
 * @param today calendar date of the evaluation
 * @param planDefinition {@code canonical|version} that was evaluated
 * @param gaps what could not be read
 */
record CardContext(String patientId, Locale language, LocalDate today, String planDefinition, List<DataGap> gaps) {

    CardContext {
        gaps = List.copyOf(gaps);
    }
}
