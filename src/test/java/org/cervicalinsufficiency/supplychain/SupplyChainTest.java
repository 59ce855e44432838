package org.cervicalinsufficiency.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials (CycloneDX), the licences and the statement on vulnerabilities belong together. */
class SupplyChainTest {

    private static final Path LIST = Path.of("src/docs/dependencies.tsv");
    private static final Path LICENCES = Path.of("src/test/resources/supply-chain/licences.tsv");
    private static final Path KNOWN = Path.of("src/test/resources/supply-chain/vulnerabilities.tsv");
    private static final Path VEX = Path.of("src/main/resources/META-INF/sbom/vex.cdx.json");
    private static final String HEAD = "group\tname\tversion\tlicence";

    /** A reviewer sees in the diff what came, went or moved. {@code -Ddependencies.write=true} writes the list anew. */
    @Test
    void listsEveryDependency() throws IOException {
        List<String> rows = Stream.concat(
                        Stream.of(HEAD), Component.all().stream().map(Component::row))
                .toList();
        if (Boolean.getBoolean("dependencies.write")) {
            Files.write(LIST, rows);
        }
        assertThat(Files.readAllLines(LIST)).isEqualTo(rows);
    }

    @Test
    void hasALicenceThatWasLookedAtForEach() throws IOException {
        Set<String> accepted = rows(LICENCES).stream().map(row -> row.get(0)).collect(Collectors.toUnmodifiableSet());
        Map<String, String> ruled = rows(Path.of("src/test/resources/supply-chain/licence-of.tsv")).stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> row.get(1)));
        assertThat(Component.all())
                .filteredOn(each -> !accepted.contains(ruled.getOrDefault(each.coordinates(), "")))
                .filteredOn(each -> each.licences().stream().noneMatch(accepted::contains))
                .as("components under no licence of " + LICENCES)
                .isEmpty();
    }

    /** Two builds of one commit must give the same bill. */
    @Test
    void carriesNoTraceOfWhenItWasMade() throws IOException {
        JsonNode bill = Component.bill();
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.path("metadata").has("timestamp")).isFalse();
        assertThat(bill.path("components")).hasSizeGreaterThan(100);
    }

    /** Each known vulnerability of a version that is in the jar has an analysis with state and reason. */
    @Test
    void answersEveryKnownVulnerability() throws IOException {
        JsonNode statement = new ObjectMapper().readTree(VEX.toFile());
        Map<String, Component> byName = Component.all().stream()
                .collect(Collectors.toMap(Component::coordinates, each -> each, (first, second) -> first));
        for (List<String> row : rows(KNOWN)) {
            Component component = byName.get(row.get(1));
            boolean hit =
                    component != null && Version.parse(component.version()).compareTo(Version.parse(row.get(2))) < 0;
            List<JsonNode> answers = Component.stream(statement.path("vulnerabilities"))
                    .filter(each -> each.path("id").asText().equals(row.get(0)))
                    .filter(each -> Component.stream(each.path("affects"))
                            .anyMatch(affected -> component != null
                                    && affected.path("ref").asText().equals(component.purl())))
                    .toList();
            assertThat(answers).as(row.get(0) + " of " + row.get(1)).hasSize(hit ? 1 : 0);
            for (JsonNode answer : answers) {
                assertThat(answer.path("analysis").path("state").asText()).isIn("not_affected", "resolved");
                assertThat(answer.path("analysis").path("detail").asText()).hasSizeGreaterThan(40);
            }
        }
    }

    /** An answer about a component that is no longer there, or about nothing in the list, would only mislead. */
    @Test
    void answersNothingElse() throws IOException {
        Set<String> purls = Component.all().stream().map(Component::purl).collect(Collectors.toUnmodifiableSet());
        Set<String> known = rows(KNOWN).stream().map(row -> row.get(0)).collect(Collectors.toUnmodifiableSet());
        JsonNode statement = new ObjectMapper().readTree(VEX.toFile());
        assertThat(Component.stream(statement.path("vulnerabilities"))).allSatisfy(each -> {
            assertThat(known).contains(each.path("id").asText());
            assertThat(Component.stream(each.path("affects")))
                    .isNotEmpty()
                    .allSatisfy(affected ->
                            assertThat(purls).contains(affected.path("ref").asText()));
        });
    }

    private static List<List<String>> rows(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split("\t")))
                .toList();
    }
}
