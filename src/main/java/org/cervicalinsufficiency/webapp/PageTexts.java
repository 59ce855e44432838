package org.cervicalinsufficiency.webapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * Texts of a page's script. The page carries them as a block of JSON ({@code <script type="application/json"
 * id="texts">}), so that scripts hold no words.
 */
final class PageTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final String SHARED = "shared";

    private final ObjectMapper json;

    PageTexts(ObjectMapper json) {
        this.json = json;
    }

    /**
     * All texts of an area in a language, and those that areas share, as JSON that can stand inside a script element.
     *
     * @param area name of a file in {@code messages/}
     */
    String of(String area, Locale language) {
        TreeMap<String, String> texts = new TreeMap<>();
        for (String file : List.of(SHARED, area)) {
            ResourceBundle bundle = ResourceBundle.getBundle("messages." + file, language, NO_FALLBACK);
            bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
        }
        try {
            return json.writeValueAsString(texts).replace("<", "\\u003c");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A map of texts is JSON.", impossible);
        }
    }
}
