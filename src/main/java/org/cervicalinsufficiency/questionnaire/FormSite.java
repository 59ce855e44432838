package org.cervicalinsufficiency.questionnaire;

import java.time.Clock;
import java.util.Locale;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * What a site sets for the assessment of forms.
 *
 * @param clock tells the calendar date of each assessment
 * @param tenant the guideline profile in force, the language of what is stored, and how cards are written
 */
public record FormSite(Clock clock, Tenant tenant) {

    /** The guideline profile in force. */
    String profile() {
        return tenant.cards().profile();
    }

    /** Language of what is stored. */
    Locale language() {
        return Locale.forLanguageTag(tenant.cards().language());
    }
}
