package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The capability page says what discovery and the artifacts say. */
class CapabilityPageTest {

    private static final Path PAGE = Path.of("src/docs/capabilities.md");

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** The rows of the table under a heading, without its head, code marks taken off. */
    private static List<List<String>> table(String heading) throws IOException {
        String section = page().split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }

    private static List<ServiceDefinition> services() {
        return ServiceDefinitionFiles.all();
    }

    private static List<PlanDefinitionActionComponent> cards(String planDefinition) {
        return ArtifactSet.all(PlanDefinition.class).stream()
                .filter(plan -> planDefinition.equals(plan.getUrl() + "|" + plan.getVersion()))
                .flatMap(plan -> plan.getAction().stream())
                .toList();
    }

    private static Set<String> topics(String hook) {
        Set<String> topics = new TreeSet<>();
        services().stream()
                .filter(service -> service.hook().equals(hook))
                .flatMap(service -> cards(service.planDefinition()).stream())
                .forEach(card ->
                        topics.add(card.getCodeFirstRep().getCodingFirstRep().getCode()));
        return topics;
    }

    @Test
    void namesEveryService() throws IOException {
        assertThat(table("Services"))
                .extracting(row -> row.subList(0, 2))
                .containsExactlyInAnyOrderElementsOf(services().stream()
                        .map(service -> List.of(service.id(), service.hook()))
                        .toList());
    }

    @Test
    void namesEveryPrefetchKey() throws IOException {
        assertThat(services())
                .allSatisfy(service -> assertThat(table("Prefetch"))
                        .extracting(row -> row.subList(0, 3))
                        .containsExactlyElementsOf(service.prefetch().entrySet().stream()
                                .map(entry -> List.of(
                                        entry.getKey(),
                                        entry.getValue(),
                                        service.essential().contains(entry.getKey()) ? "essential" : "supporting"))
                                .toList()));
    }

    @Test
    void namesEveryScopeThatAPrefetchNeeds() throws IOException {
        assertThat(table("Scopes"))
                .extracting(row -> row.subList(0, 3))
                .containsExactlyElementsOf(services().get(0).prefetch().values().stream()
                        .map(query -> query.replaceFirst("[/?].*", ""))
                        .map(type -> List.of(
                                type,
                                "patient/" + type + ".read",
                                "patient/" + type + (type.equals("Patient") ? ".r" : ".rs")))
                        .toList());
    }

    @Test
    void namesEveryTopic() throws IOException {
        CodeSystem all = ArtifactSet.all(CodeSystem.class).stream()
                .filter(system -> system.getUrl().endsWith("/card-topic"))
                .findFirst()
                .orElseThrow();
        Set<String> start = topics("encounter-start");
        Set<String> discharge = topics("encounter-discharge");

        assertThat(start).isEqualTo(topics("patient-view"));
        assertThat(table("Cards"))
                .extracting(row -> row.subList(0, 4))
                .containsExactlyElementsOf(all.getConcept().stream()
                        .map(topic -> List.of(
                                topic.getCode(),
                                topic.getDisplay(),
                                start.contains(topic.getCode()) ? "yes" : "no",
                                discharge.contains(topic.getCode()) ? "yes" : "no"))
                        .toList());
    }

    @Test
    void namesEveryHostOfALink() throws IOException {
        Set<String> hosts = new TreeSet<>();
        services().stream()
                .flatMap(service -> cards(service.planDefinition()).stream())
                .flatMap(card -> CardContent.citations(card).stream().skip(1))
                .filter(RelatedArtifact::hasUrl)
                .map(RelatedArtifact::getUrl)
                .filter(url -> url.startsWith("https://"))
                .forEach(url -> hosts.add(URI.create(url).getHost()));

        assertThat(table("Links")).extracting(row -> row.get(0)).containsExactlyElementsOf(hosts);
    }

    @Test
    void saysWhatIsAgreedBeforehand() throws IOException {
        assertThat(page().split("\n## Agreed beforehand\n", 2)[1].split("\n## ", 2)[0])
                .contains("client id", "scopes", "hooks", "trigger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 MiB", "500", "2,000", "64 levels", "1 MiB", "4.0.1"})
    void namesTheLimits(String limit) throws IOException {
        assertThat(page()).contains(limit);
    }

    @Test
    void linksToFilesThatExist() throws IOException {
        Stream.of(page().split("]\\("))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf(')')))
                .filter(target -> !target.startsWith("http") && !target.startsWith("#"))
                .forEach(target -> assertThat(PAGE.resolveSibling(target)).exists());
    }
}
