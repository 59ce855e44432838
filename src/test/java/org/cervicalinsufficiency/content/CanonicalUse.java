package org.cervicalinsufficiency.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds where JSON names an artifact of ours that the set does not have, or names it without its version. */
final class CanonicalUse {

    /** Members that name a code system: FHIR writes its version beside it, not behind it. Extensions have none at all. */
    private static final Set<String> SYSTEMS = Set.of("system", "source", "target");

    private final Set<String> canonicals;
    private final Set<String> urls;

    CanonicalUse(Set<String> canonicals) {
        this.canonicals = canonicals;
        this.urls = canonicals.stream()
                .map(canonical -> canonical.substring(0, canonical.indexOf('|')))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One line for each name that leads nowhere; the url of the resource itself is not a use. */
    List<String> broken(JsonNode resource) {
        List<String> broken = new ArrayList<>();
        resource.fields().forEachRemaining(member -> {
            if (!(member.getKey().equals("url") && member.getValue().isTextual())) {
                walk(member.getKey(), member.getValue(), broken);
            }
        });
        return broken;
    }

    private void walk(String member, JsonNode node, List<String> broken) {
        if (node.isTextual() && node.textValue().startsWith(ContentFiles.BASE) && !leads(member, node.textValue())) {
            broken.add(member + " " + node.textValue());
        }
        if (node.isArray()) {
            node.forEach(child -> walk(member, child, broken));
        }
        if (node.isObject()) {
            version(node, broken);
            node.fields().forEachRemaining(child -> walk(child.getKey(), child.getValue(), broken));
        }
    }

    private void version(JsonNode coding, List<String> broken) {
        String system = coding.path("system").asText();
        if (system.startsWith(ContentFiles.BASE)
                && coding.has("version")
                && !canonicals.contains(system + "|" + coding.path("version").asText())) {
            broken.add("version " + coding.path("version").asText() + " of " + system);
        }
    }

    private boolean leads(String member, String name) {
        return switch (member) {
            case "url", "fixedUri" -> urls.contains(name);
            case "fullUrl" -> true;
            default -> SYSTEMS.contains(member) ? urls.contains(name) : canonicals.contains(name);
        };
    }
}
