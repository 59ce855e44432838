package org.cervicalinsufficiency.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/** What the pages say in one language, so that one walk can be made in each. */
final class PageWords {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    private final String language;

    private PageWords(String language) {
        this.language = language;
    }

    static PageWords in(String language) {
        return new PageWords(language);
    }

    /** The one or the other. */
    String either(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }

    /** The text of a key, its places filled. */
    String of(String key, Object... values) {
        String file = key.substring(0, key.indexOf('.')) + (language.equals("es") ? "_es" : "") + ".properties";
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(MESSAGES.resolve(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String text = texts.getProperty(key);
        assertThat(text).as(key).isNotNull();
        for (int place = 0; place < values.length; place++) {
            text = text.replace("{" + place + "}", String.valueOf(values[place]));
        }
        return text;
    }

    /** The text of a key with anything in its places, as a pattern that the browser reads, too. */
    Pattern like(String key) {
        return Pattern.compile(of(key).replaceAll("[.()?]", "\\\\$0").replaceAll("\\{\\d}", ".+"));
    }
}
