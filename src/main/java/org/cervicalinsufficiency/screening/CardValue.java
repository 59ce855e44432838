package org.cervicalinsufficiency.screening;

import java.util.regex.Pattern;
import org.cervicalinsufficiency.cdshooks.MarkdownText;

/**
 * A value of the patient on its way into a card. The logic gives numbers with units and dates, and these stay as they
 * are; whatever else might come one day is made safe for a place that is rendered as Markdown.
 */
final class CardValue {

    private static final int LONGEST = 80;
    private static final String WORD = "[\\p{L}\\p{N}]+((?<=\\p{N})[.,:/+-]\\p{N}[\\p{L}\\p{N}]*)*%?";
    private static final Pattern HARMLESS = Pattern.compile(WORD + "(,? " + WORD + ")*");

    private CardValue() {}

    static String of(String value) {
        return value.length() <= LONGEST && HARMLESS.matcher(value).matches()
                ? value
                : MarkdownText.escape(value, LONGEST);
    }
}
