package org.cervicalinsufficiency.questionnaire;

import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;

/** Evaluates the screening logic in force. */
public interface Assessor {

    /**
     * One evaluation over the data given.
     *
     * @param planDefinition {@code canonical|version}
     */
    Assessment assess(String planDefinition, PatientFacts facts, EvaluationSettings settings);
}
