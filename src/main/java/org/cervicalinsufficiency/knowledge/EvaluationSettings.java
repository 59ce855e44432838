package org.cervicalinsufficiency.knowledge;

import java.time.LocalDate;

/**
 * What a call tells the logic beside the patient's data. The three are parameters of the CQL library.
 *
 * @param today the calendar date of the call in the site's time zone
 * @param profile the guideline profile in force, {@code us} or {@code uk}
 * @param dataNotSeen true where part of the data could not be read, so that silence proves nothing
 */
public record EvaluationSettings(LocalDate today, String profile, boolean dataNotSeen) {

    /** Refuses a profile that the artifacts do not know. */
    public EvaluationSettings {
        if (!profile.equals("us") && !profile.equals("uk")) {
            throw new IllegalArgumentException("Profile must be us or uk.");
        }
    }
}
