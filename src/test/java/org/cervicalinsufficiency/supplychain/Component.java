package org.cervicalinsufficiency.supplychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One jar of others inside ours.
 *
 * @param purl its package URL, by which the statement on vulnerabilities names it
 * @param licences identifiers, or names where there is none; any one of them may be chosen
 */
record Component(String group, String name, String version, String purl, List<String> licences) {

    /** As the build writes it, before the jar is packed. */
    static final Path BILL = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");

    static List<Component> all() throws IOException {
        return stream(bill().path("components"))
                .map(Component::of)
                .sorted(Comparator.comparing(Component::coordinates))
                .toList();
    }

    static JsonNode bill() throws IOException {
        return new ObjectMapper().readTree(BILL.toFile());
    }

    String coordinates() {
        return group + ":" + name;
    }

    /** Its file inside the jar. */
    String file() {
        Matcher classifier = CLASSIFIER.matcher(purl);
        return name + "-" + version + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    String row() {
        return String.join("\t", group, name, version, String.join(" or ", licences));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Component of(JsonNode node) {
        List<String> licences = stream(node.path("licenses"))
                .map(each -> each.hasNonNull("expression")
                        ? each.path("expression").asText()
                        : each.path("license")
                                .path("id")
                                .asText(each.path("license").path("name").asText()))
                .toList();
        return new Component(
                node.path("group").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                node.path("purl").asText(),
                licences);
    }
}
