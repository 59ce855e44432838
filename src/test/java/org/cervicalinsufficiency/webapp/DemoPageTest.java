package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DemoPageTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/static/assets/demo");

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
