package org.cervicalinsufficiency.questionnaire;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes the time of a form in the zone whose calendar counts here. The logic takes the day of {@code authored} as it is
 * written: an evening elsewhere, written in UTC, would be tomorrow here. The moment stays the same; a day without an hour
 * has no zone and stays as it is.
 */
public final class AuthoredHere {

    private AuthoredHere() {}

    /**
     * The resources of one patient as the logic reads them; what was given is not changed.
     *
     * @param zone whose calendar counts
     */
    public static List<Resource> in(ZoneId zone, List<Resource> resources) {
        return resources.stream()
                .map(resource -> resource instanceof QuestionnaireResponse form && isElsewhere(form, zone)
                        ? moved(form, zone)
                        : resource)
                .toList();
    }

    /** Rewrites the time of one form in place. */
    static void move(QuestionnaireResponse form, ZoneId zone) {
        if (isElsewhere(form, zone)) {
            DateTimeType authored = form.getAuthoredElement();
            ZoneOffset offset = offset(authored, zone);
            if (offset.equals(ZoneOffset.UTC)) {
                authored.setTimeZoneZulu(true);
            } else {
                authored.setTimeZone(TimeZone.getTimeZone(offset));
            }
        }
    }

    private static Resource moved(QuestionnaireResponse form, ZoneId zone) {
        QuestionnaireResponse copy = form.copy();
        move(copy, zone);
        return copy;
    }

    private static boolean isElsewhere(QuestionnaireResponse form, ZoneId zone) {
        DateTimeType authored = form.getAuthoredElement();
        TimeZone written = authored.getTimeZone();
        return authored.hasValue()
                && written != null
                && written.getOffset(authored.getValue().getTime())
                        != offset(authored, zone).getTotalSeconds() * 1000;
    }

    private static ZoneOffset offset(DateTimeType authored, ZoneId zone) {
        Instant moment = authored.getValue().toInstant();
        return zone.getRules().getOffset(moment);
    }
}
