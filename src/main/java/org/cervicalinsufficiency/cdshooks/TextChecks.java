package org.cervicalinsufficiency.cdshooks;

/** Questions about text that the protocol asks in several places. */
final class TextChecks {

    private TextChecks() {}

    /** Whether the text holds a line break of any kind or another control character. */
    static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }
}
