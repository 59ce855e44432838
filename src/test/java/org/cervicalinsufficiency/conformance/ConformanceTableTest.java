package org.cervicalinsufficiency.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cervicalinsufficiency.conformance.Statement.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every numbered statement about CDS Hooks, and every assertion of the acceptance list, is in its table once. */
class ConformanceTableTest {

    /** Whether a statement may still be planned only. */
    private static final boolean PLANNED_IS_ALLOWED = false;

    /** How many statements each section has; R4a and R4b stand beside R4. */
    private static final String SECTIONS =
            "G9 D14 P16 K30 R12 E15 C26 OR3 F14 FE6 A13 O6 H14 EP11 EX3 DIFF17 X25 SB14 B7";

    private static final Pattern TEST = Pattern.compile("@(?:Test|ParameterizedTest|TestFactory|Property)\\b");
    private static final Map<String, String> SOURCES = new TreeMap<>();

    @BeforeAll
    static void readTheTests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                SOURCES.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }

    private static List<Statement> table(String name) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/conformance", name)).stream()
                .skip(1)
                .map(Statement::of)
                .toList();
    }

    private static List<String> statements() {
        List<String> ids = new ArrayList<>();
        for (String section : SECTIONS.split(" ")) {
            String letters = section.replaceAll("[0-9]", "");
            int last = Integer.parseInt(section.substring(letters.length()));
            for (int number = 1; number <= last; number++) {
                ids.add(letters + number);
                if (letters.equals("R") && number == 4) {
                    ids.addAll(List.of("R4a", "R4b"));
                }
            }
        }
        return ids;
    }

    /** AC-01 to AC-56; the rows of AC-53 and AC-54 count one by one. */
    private static List<String> assertions() {
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= 56; number++) {
            String id = String.format(Locale.ROOT, "AC-%02d", number);
            String rows = number == 53 ? "abcdefgh" : number == 54 ? "abcdefghijklmnopqrst" : "";
            rows.chars().forEach(row -> ids.add(id + (char) row));
            if (rows.isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
    }

    @Test
    void holdsEveryStatementOnceAndInOrder() throws IOException {
        assertThat(statements()).hasSize(257);
        assertThat(table("cds-hooks.tsv")).extracting(Statement::id).containsExactlyElementsOf(statements());
    }

    @Test
    void holdsEveryAssertionOnceAndInOrder() throws IOException {
        assertThat(table("acceptance.tsv")).extracting(Statement::id).containsExactlyElementsOf(assertions());
    }

    /** The acceptance is about what a started server answers. */
    @Test
    void showsEveryAssertionOverHttp() throws IOException {
        assertThat(table("acceptance.tsv"))
                .allSatisfy(statement -> assertThat(statement.shownBy())
                        .as(statement.id())
                        .anyMatch(test -> test.split("#", 2)[0].endsWith("IT")));
    }

    /** What could be done to the server, and what shows that it is not. */
    @Test
    void holdsEveryThreatOnceAndInOrder() throws IOException {
        assertThat(table("threats.tsv"))
                .extracting(Statement::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 28)
                        .mapToObj(number -> "S" + number)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cds-hooks.tsv", "acceptance.tsv", "threats.tsv"})
    void namesTestsThatExist(String name) throws IOException {
        assertThat(table(name).stream()
                        .filter(statement -> statement.kind() != Kind.PLANNED)
                        .flatMap(statement -> statement.shownBy().stream())
                        .distinct()
                        .filter(test -> !exists(test)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cds-hooks.tsv", "acceptance.tsv", "threats.tsv"})
    void showsWhatItSaysIsShown(String name) throws IOException {
        assertThat(table(name))
                .filteredOn(each -> each.kind() == Kind.TEST)
                .allSatisfy(statement ->
                        assertThat(statement.shownBy()).as(statement.id()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cds-hooks.tsv", "acceptance.tsv", "threats.tsv"})
    void saysWhyWhereSomethingIsLeftOut(String name) throws IOException {
        assertThat(table(name))
                .filteredOn(each -> each.kind() == Kind.LEFT_OUT || each.kind() == Kind.OFF)
                .allSatisfy(statement ->
                        assertThat(statement.note()).as(statement.id()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cds-hooks.tsv", "acceptance.tsv", "threats.tsv"})
    void plansNothingWhenAllIsDone(String name) throws IOException {
        List<Statement> planned =
                table(name).stream().filter(each -> each.kind() == Kind.PLANNED).toList();

        assertThat(PLANNED_IS_ALLOWED ? List.of() : planned).isEmpty();
        assertThat(planned)
                .allSatisfy(statement ->
                        assertThat(statement.shownBy()).as(statement.id()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NoSuchTest", "ConformanceTableTest#noSuchMethod", "ConformanceTableTest#table", "Statement"})
    void missesATestThatIsNotThere(String test) {
        assertThat(exists(test)).isFalse();
    }

    private static boolean exists(String test) {
        String[] parts = test.split("#", 2);
        String source = SOURCES.getOrDefault(parts[0], "");
        if (parts.length == 1) {
            return TEST.matcher(source).find();
        }
        Pattern method = Pattern.compile("(?:void|Stream<DynamicTest>) " + Pattern.quote(parts[1]) + "\\(");
        return TEST.matcher(source).find() && method.matcher(source).find();
    }
}
