package org.cervicalinsufficiency.vignettes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the date words of a vignette into dates; all are relative to its today and its gestation. */
record StoryDates(LocalDate today, OptionalInt gestationDays) {
    static final int PREGNANCY_DAYS = 280;

    private static final Pattern WORDS = Pattern.compile("\\{(today|\\d+ days ago|at \\d+w\\dd)}");
    private static final Pattern GESTATION = Pattern.compile("(\\d{1,2})w([0-6])d");
    private static final Pattern AGO = Pattern.compile("(\\d{1,5}) days? ago");
    private static final Pattern PARTIAL = Pattern.compile("\\d{4}(-(0[1-9]|1[0-2]))?");

    /** Days of a gestation written as {@code 18w0d}. */
    static int gestation(String where, String text) {
        Matcher matcher = GESTATION.matcher(text);
        if (!matcher.matches()) {
            throw new BadVignette(where, "\"" + text + "\" is not a gestation; write weeks and days, as in 18w0d.");
        }
        return Integer.parseInt(matcher.group(1)) * 7 + Integer.parseInt(matcher.group(2));
    }

    /** A complete date, written as YYYY-MM-DD. */
    static LocalDate date(String where, String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
        } catch (DateTimeException e) {
            throw new BadVignette(where, "\"" + text + "\" is not a date; write YYYY-MM-DD.");
        }
    }

    /** A FHIR date from {@code today}, {@code 3 days ago}, {@code at 13w2d}, or a full or partial date. */
    String fhirDate(String where, String words) {
        if (words.equals("today")) {
            return today.toString();
        }
        Matcher ago = AGO.matcher(words);
        if (ago.matches()) {
            return today.minusDays(Long.parseLong(ago.group(1))).toString();
        }
        if (words.startsWith("at ")) {
            return dateAt(where, gestation(where, words.substring(3))).toString();
        }
        if (PARTIAL.matcher(words).matches()) {
            return words;
        }
        return date(where, words).toString();
    }

    /** A text with each {@code {3 days ago}} replaced by its date. */
    String filled(String where, String text) {
        return WORDS.matcher(text).replaceAll(found -> fhirDate(where, found.group(1)));
    }

    private LocalDate dateAt(String where, int days) {
        int now = gestationDays.orElseThrow(
                () -> new BadVignette(where, "a date by gestation needs pregnancy.gestation or pregnancy.due."));
        return today.minusDays((long) now - days);
    }
}
