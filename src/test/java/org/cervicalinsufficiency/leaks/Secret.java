package org.cervicalinsufficiency.leaks;

import java.util.regex.Pattern;

/**
 * Something that a test sent and that may stand in no log line, metric or error.
 *
 * @param kind what it is
 * @param value as it was sent
 */
record Secret(Kind kind, String value) {

    /** What may stand nowhere. */
    enum Kind {
        /** Three parts with dots; found by its form, whoever made it. */
        JWT,
        ACCESS_TOKEN,
        NAME,
        IDENTIFIER,
        BIRTH_DATE,
        COMMENT
    }

    private static final Pattern PLAIN_WORD = Pattern.compile("[a-z]*|[0-9]*");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int SHORTEST_NAME = 4;
    private static final int SHORTEST = 6;

    /** Whether finding it says something: not a word or a number that stands in any text. */
    boolean isDistinctive() {
        return switch (kind) {
            case NAME -> value.length() >= SHORTEST_NAME;
            case BIRTH_DATE -> DAY.matcher(value).matches();
            case IDENTIFIER, COMMENT -> value.length() >= SHORTEST;
            case ACCESS_TOKEN, JWT ->
                value.length() >= SHORTEST && !PLAIN_WORD.matcher(value).matches();
        };
    }

    /** Whether it has to stand alone: a name within a longer word is another word. */
    boolean isWord() {
        return kind == Kind.NAME || kind == Kind.BIRTH_DATE || kind == Kind.IDENTIFIER;
    }

    /** The kind, and of the value only so much that it can be looked up. */
    String hint() {
        return kind + " " + value.substring(0, Math.min(3, value.length())) + "... (" + value.length() + " characters)";
    }
}
