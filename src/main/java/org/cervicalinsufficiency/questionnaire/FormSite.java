package org.cervicalinsufficiency.questionnaire;

import java.time.Clock;
import java.util.Locale;

/**
 * What a site sets for the assessment of forms.
 *
 * @param clock tells the calendar date of each assessment
 * @param profile guideline profile in force, {@code us} or {@code uk}
 * @param language language of what is stored
 */
public record FormSite(Clock clock, String profile, Locale language) {}
