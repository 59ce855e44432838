package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Assessment.NotAssessed;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.FormsUsed;

/**
 * What a form gave together with the record.
 *
 * @param assessment the result
 * @param planDefinition {@code canonical|version} that was evaluated
 * @param settings day, profile, and whether the record was seen
 * @param origin where the record was read
 */
public record FormAssessment(
        Assessment assessment, String planDefinition, EvaluationSettings settings, RecordOrigin origin) {

    /** Which of the patient's forms the result rests on; none where there is no result. */
    public FormsUsed forms() {
        return assessment.map(new Assessment.Cases<>() {
            @Override
            public FormsUsed assessed(Assessed assessed) {
                return assessed.explanation().forms();
            }

            @Override
            public FormsUsed notAssessed(NotAssessed notAssessed) {
                return new FormsUsed(Optional.empty(), List.of());
            }
        });
    }
}
