package org.cervicalinsufficiency.cdshooks;

/** Questions about text that the protocol asks in several places. */
final class TextChecks {

    private TextChecks() {}

    /** Whether no half of a surrogate pair stands alone. */
    static boolean hasWholeCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text holds a line break of any kind or another control character. */
    static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }
}
