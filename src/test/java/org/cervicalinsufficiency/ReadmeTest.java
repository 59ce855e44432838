package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README says what is so: its answer is the example's, its commands are those that CI runs, its files exist. */
class ReadmeTest {

    private static final Path EXAMPLES = Path.of("cds-services/cervical-insufficiency-encounter-start/examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void showsARealAnswer() throws IOException {
        Matcher block = Pattern.compile("(?s)```json\n(.*?)```").matcher(readme());
        assertThat(block.find()).isTrue();

        isPartOf(
                JSON.readTree(block.group(1)),
                JSON.readTree(EXAMPLES.resolve("response-high-risk.json").toFile()),
                "");
    }

    /** Every member shown is a member of the real answer; lists are shown from their beginning. */
    private static void isPartOf(JsonNode shown, JsonNode real, String at) {
        if (shown.isObject()) {
            shown.fields().forEachRemaining(member -> {
                assertThat(real.has(member.getKey()))
                        .as(at + "/" + member.getKey())
                        .isTrue();
                isPartOf(member.getValue(), real.get(member.getKey()), at + "/" + member.getKey());
            });
        } else if (shown.isArray()) {
            for (int i = 0; i < shown.size(); i++) {
                isPartOf(shown.get(i), real.path(i), at + "[" + i + "]");
            }
        } else {
            assertThat(shown).as(at).isEqualTo(real);
        }
    }

    @Test
    void namesTheCommandsThatCiRuns() throws IOException {
        String ci = Files.readString(Path.of(".ci/run"));
        assertThat(readme()).contains("mvn -B verify").contains("target/cervical-insufficiency-screening-0.1.0.jar");
        assertThat(ci)
                .contains("mvn -B verify")
                .contains("target/cervical-insufficiency-screening-0.1.0.jar")
                .contains("--screening.today=2026-06-15")
                .contains("examples/request-high-risk.json");
    }

    @Test
    void linksToFilesThatExist() throws IOException {
        Matcher links = Pattern.compile("]\\((?!https?:)([^)#]+)").matcher(readme());
        while (links.find()) {
            assertThat(Path.of(links.group(1))).exists();
        }
        assertThat(EXAMPLES.resolve("request-high-risk.json")).exists();
    }
}
