package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the pages exists in every language, and none is the other's copy by accident. */
class PageTextsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    /** Read by {@code questionnaire.GateWords}, not by a page. */
    private static final String OF_THE_GATE = "gate";

    @Test
    void hasEachTextInEachLanguage() throws IOException {
        for (String area : areas()) {
            Properties english = read(area + ".properties");
            Properties spanish = read(area + "_es.properties");
            assertThat(spanish.keySet()).as(area).isEqualTo(english.keySet());
            assertThat(english.values())
                    .as(area)
                    .allSatisfy(text -> assertThat((String) text).isNotBlank());
            assertThat(spanish.values())
                    .as(area)
                    .allSatisfy(text -> assertThat((String) text).isNotBlank());
        }
    }

    @Test
    void isReadByThePages() throws IOException {
        String settings = Files.readString(Path.of("src/main/resources/application.yml"));
        assertThat(areas())
                .isNotEmpty()
                .filteredOn(area -> !area.equals(OF_THE_GATE))
                .allSatisfy(area -> assertThat(settings).contains("messages/" + area));
    }

    @Test
    void putsNoTagIntoAScriptElement() {
        PageTexts texts = new PageTexts(new ObjectMapper());

        assertThat(texts.of("site", Locale.forLanguageTag("es")))
                .contains("\"start.title\":\"Inicio\"")
                .doesNotContain("<");
        assertThat(texts.of("site", Locale.ENGLISH)).contains("\"start.title\":\"Start\"");
    }

    private static List<String> areas() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains("_"))
                    .map(name -> name.replace(".properties", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Properties read(String name) throws IOException {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(MESSAGES.resolve(name), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
