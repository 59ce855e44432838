package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts and templates name texts that exist, and no text stands there that nobody shows. */
class ScriptTextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String KEY = "((?:demo|form|launch|shared)\\.[A-Za-z0-9.-]*[A-Za-z0-9])";
    private static final List<String> AREAS = List.of("demo", "form", "launch", "shared");
    private static final Pattern IN_A_SCRIPT = Pattern.compile("'" + KEY + "'");
    private static final Pattern IN_A_TEMPLATE = Pattern.compile("#\\{" + KEY + "[}(]");

    /** A key that a script ends with a code. */
    private static final Pattern BEGUN = Pattern.compile("`((?:demo|form|launch|shared)\\.[A-Za-z0-9.-]*)\\$\\{");

    private static Set<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String area : AREAS) {
            Properties texts = new Properties();
            try (var reader = Files.newBufferedReader(RESOURCES.resolve("messages/" + area + ".properties"))) {
                texts.load(reader);
            }
            keys.addAll(texts.stringPropertyNames());
        }
        return keys;
    }

    private static Set<String> found(Pattern pattern, String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file -> pattern.matcher(text(file)).results())
                    .map(result -> result.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void existAndAreShown() throws IOException {
        Set<String> keys = keys();
        Set<String> used = found(IN_A_SCRIPT, "static/assets", ".js");
        used.addAll(found(IN_A_TEMPLATE, "templates", ".html"));
        Set<String> begun = found(BEGUN, "static/assets", ".js");

        assertThat(used).hasSizeGreaterThan(100).allMatch(keys::contains);
        assertThat(begun).isNotEmpty().allMatch(prefix -> keys.stream().anyMatch(key -> key.startsWith(prefix)));
        assertThat(keys)
                .filteredOn(key -> !used.contains(key) && begun.stream().noneMatch(key::startsWith))
                .isEmpty();
    }
}
