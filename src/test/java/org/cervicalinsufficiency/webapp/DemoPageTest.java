package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DemoPageTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/static/assets/demo");
    private static final Path TEMPLATE = Path.of("src/main/resources/templates/demo.html");
    private static final Pattern IN_A_SCRIPT = Pattern.compile("(?<![a-z])text\\('([a-z0-9A-Z.-]+)'");
    private static final Pattern IN_THE_TEMPLATE = Pattern.compile("#\\{demo\\.([a-z0-9A-Z.-]+)}");

    /** Beginnings of keys that a script ends with a code. */
    private static final Pattern BUILT = Pattern.compile(
            "(event|record|card|json|assessment|assessment\\.suppressed|timeline)\\.[A-Za-z-]+|today\\.(moved|same)"
                    + "|called(\\.one|\\.none)?|none\\.(what|kept)");

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages", file))) {
            texts.load(reader);
        }
        return texts;
    }

    @Test
    void hasItsTextsInBothLanguagesAndNoneThatNobodyUses() throws IOException {
        Set<Object> english = texts("demo.properties").keySet();
        assertThat(texts("demo_es.properties").keySet()).isEqualTo(english);
        Set<String> used = new TreeSet<>();
        IN_THE_TEMPLATE
                .matcher(Files.readString(TEMPLATE))
                .results()
                .forEach(each -> used.add("demo." + each.group(1)));
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script :
                    scripts.filter(each -> each.toString().endsWith(".js")).toList()) {
                IN_A_SCRIPT
                        .matcher(Files.readString(script))
                        .results()
                        .forEach(each -> used.add("demo." + each.group(1)));
            }
        }
        assertThat(used).hasSizeGreaterThan(40).allMatch(english::contains);
        assertThat(english)
                .filteredOn(key -> !used.contains(key)
                        && !BUILT.matcher(key.toString().substring("demo.".length()))
                                .matches())
                .isEmpty();
    }

    /** Clinical numbers come with the chart. */
    @Test
    void knowsNoClinicalNumber() throws IOException {
        String script = Files.readString(SCRIPTS.resolve("timeline.js"));
        assertThat(Pattern.compile("\\b(98|112|140|168|25|280|301)\\b")
                        .matcher(script)
                        .results())
                .isEmpty();
    }

    @Test
    void findsItsLibrariesOnTheClassPath() {
        assertThat(WebLibraries.address("marked", "lib/marked.esm.js"))
                .matches("/webjars/marked/[0-9.]+/lib/marked.esm.js");
        assertThatThrownBy(() -> WebLibraries.address("marked", "lib/none.js")).hasMessageContaining("lib/none.js");
        assertThatThrownBy(() -> WebLibraries.address("none", "none.js")).hasMessageContaining("WebJar none");
    }

    @Test
    void isNotThereInProduction() {
        ApplicationContextRunner context = new ApplicationContextRunner()
                .withBean(PageTexts.class, () -> new PageTexts(new ObjectMapper()))
                .withBean(DemoDay.class, DemoControllerTest.Day::new)
                .withBean(SamplePatients.class, () -> language -> List.of())
                .withUserConfiguration(DemoPage.class);
        context.run(started -> assertThat(started).hasSingleBean(DemoPage.class));
        context.withPropertyValues("spring.profiles.active=production")
                .run(started -> assertThat(started).doesNotHaveBean(DemoPage.class));
    }
}
