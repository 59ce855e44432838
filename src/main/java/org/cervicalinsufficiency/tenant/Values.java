package org.cervicalinsufficiency.tenant;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Readers of single values that note what they cannot read. */
final class Values {

    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9}) ?(s|m|h|d)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Values() {}

    /** A duration such as {@code 300s}; the usual one if none or none that can be read is there. */
    static Duration duration(Section section, String key, Duration usual, Duration longest) {
        Optional<String> text = section.text(key);
        if (text.isEmpty()) {
            return usual;
        }
        Optional<Duration> duration = text.flatMap(Values::parse);
        if (duration.isEmpty()) {
            section.refuse(key, "is no duration", "write it like 300s, 15m, 12h or 7d");
            return usual;
        }
        if (duration.get().isZero() || duration.get().compareTo(longest) > 0) {
            section.refuse(key, "is zero or longer than allowed", "write at most " + longest.toSeconds() + "s");
            return usual;
        }
        return duration.get();
    }

    private static Optional<Duration> parse(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (matcher.matches()) {
            String time = matcher.group(2).equals("d") ? "P" : "PT";
            return Optional.of(
                    Duration.parse(time + matcher.group(1) + matcher.group(2).toUpperCase(Locale.ROOT)));
        }
        try {
            return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException noDuration) {
            return Optional.empty();
        }
    }

    /** A whole number between two others, the usual one if there is none. */
    static int number(Section section, String key, int usual, int least, int most) {
        Optional<String> text = section.text(key);
        if (text.isEmpty()) {
            return usual;
        }
        if (text.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        section.refuse(key, "is no number from " + least + " to " + most, "write one in this range");
        return usual;
    }

    /** Yes or no, the usual one if nothing is said. */
    static boolean flag(Section section, String key, boolean usual) {
        Optional<String> text = section.text(key);
        if (text.isPresent() && !text.get().matches("true|false")) {
            section.refuse(key, "is neither true nor false", "write one of the two");
        }
        return text.map(Boolean::parseBoolean).orElse(usual);
    }

    /** A name for logs and metrics. */
    static String name(Section section, String key) {
        String name = section.required(key, "give it a short name for logs, for example \"main\"");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            section.refuse(key, "is no short name", "write at most 64 letters, digits, dots, hyphens, without a blank");
        }
        return name;
    }

    /** Notes values that are not among the known ones. */
    static void among(Section section, String key, Collection<String> values, Collection<String> known) {
        values.stream()
                .filter(value -> !known.contains(value))
                .forEach(value -> section.refuse(
                        key,
                        "\"" + value + "\" is not known",
                        "write one of " + known.stream().sorted().collect(Collectors.joining(", "))));
    }

    /** Notes an address that is not absolute and https (or http, where development allows it). */
    static void address(Section section, String key, String address, boolean httpToo) {
        if (address.isEmpty()) {
            return;
        }
        boolean good = WebAddress.parse(address)
                .filter(parsed -> parsed.scheme().equals("https")
                        || (httpToo && parsed.scheme().equals("http")))
                .isPresent();
        if (!good) {
            section.refuse(
                    key,
                    "\"" + address + "\" is no address that may be used here",
                    "write an absolute https address without user, query and fragment"
                            + (address.startsWith("http:") && !httpToo ? "; plain http is for development only" : ""));
        }
    }
}
