package org.cervicalinsufficiency.questionnaire;

import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;

/**
 * What a form gave together with the record.
 *
 * @param assessment the result
 * @param planDefinition {@code canonical|version} that was evaluated
 * @param settings day, profile, and whether the record was seen
 * @param origin where the record was read
 */
public record FormAssessment(
        Assessment assessment, String planDefinition, EvaluationSettings settings, RecordOrigin origin) {}
