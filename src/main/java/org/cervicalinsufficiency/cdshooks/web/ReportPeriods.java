package org.cervicalinsufficiency.cdshooks.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.CardReport.Question;
import org.jspecify.annotations.Nullable;

/**
 * The periods that reports are about, in the calendar of this site.
 *
 * @param clock tells the day and the zone
 */
record ReportPeriods(Clock clock) {

    private static final int USUAL_DAYS = 30;
    private static final Duration UNTIL_IGNORED = Duration.ofDays(1);

    /**
     * A period.
     *
     * @param from first day
     * @param to last day
     */
    record Period(LocalDate from, LocalDate to) {}

    /**
     * The period between two days as YYYY-MM-DD; what is not given is today, or thirty days before the other.
     *
     * @throws IllegalArgumentException with what to write instead
     */
    Period of(@Nullable String from, @Nullable String to) {
        LocalDate last = to == null ? LocalDate.now(clock) : day("to", to);
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1L) : day("from", from);
        if (first.isAfter(last)) {
            throw new IllegalArgumentException(
                    "The parameter from is a later day than to; write the earlier day first.");
        }
        return new Period(first, last);
    }

    Question question(Period period, Optional<String> service, Optional<String> tenant) {
        Instant ignoredBefore = clock.instant().minus(UNTIL_IGNORED);
        return new Question(start(period.from()), start(period.to().plusDays(1)), ignoredBefore, service, tenant);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    private static LocalDate day(String name, String text) {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException notADay) {
            throw wrong(name);
        }
        throw wrong(name);
    }

    private static IllegalArgumentException wrong(String name) {
        return new IllegalArgumentException(
                "The parameter " + name + " is not a day; write it as YYYY-MM-DD, for example 2026-06-15.");
    }
}
