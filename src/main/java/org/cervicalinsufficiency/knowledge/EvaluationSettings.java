package org.cervicalinsufficiency.knowledge;

import java.time.LocalDate;

/**
 * What a call tells the logic beside the patient's data. The three are parameters of the CQL library.
 *
 * @param today the calendar date of the call in the site's time zone
 * @param profile the guideline profile in force, one of {@link KnowledgeBase#profiles()}
 * @param dataNotSeen true where part of the data could not be read, so that silence proves nothing
 */
public record EvaluationSettings(LocalDate today, String profile, boolean dataNotSeen) {}
