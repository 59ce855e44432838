package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the gate says, by key, in the language of who sends a form; in English to whoever asks for none of ours. These are
 * sentences about how a form is written; what a rule of the form means, the Questionnaire says.
 */
public final class GateWords {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.forLanguageTag("es"));

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale language;
    private final ResourceBundle texts;

    private GateWords(Locale language) {
        this.language = language;
        this.texts = ResourceBundle.getBundle("messages.gate", language, NO_FALLBACK);
    }

    /** The words in the first of these languages that the gate speaks. */
    public static GateWords in(List<Locale> wanted) {
        return new GateWords(wanted.stream()
                .flatMap(one ->
                        LANGUAGES.stream().filter(ours -> ours.getLanguage().equals(one.getLanguage())))
                .findFirst()
                .orElse(Locale.ENGLISH));
    }

    static GateWords in(Locale wanted) {
        return in(List.of(wanted));
    }

    /** The language of the words. */
    public Locale language() {
        return language;
    }

    /** The text of a key, its places {0}, {1} … filled. */
    public String of(String key, Object... parts) {
        String text = texts.getString(key);
        for (int place = 0; place < parts.length; place++) {
            text = text.replace("{" + place + "}", String.valueOf(parts[place]));
        }
        return text;
    }
}
