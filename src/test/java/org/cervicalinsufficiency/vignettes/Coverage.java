package org.cervicalinsufficiency.vignettes;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** What the vignettes cover: every rule with its limits, every seed fact with its carrier, every door. */
final class Coverage {

    private final List<Vignette> evaluated = Vignettes.all();
    private final List<Vignette> everything = Vignettes.everything();
    private final List<Boundary> boundaries = Boundary.all();

    List<String> met(String rule) {
        return evaluated.stream()
                .filter(vignette -> vignette.claim().proves().contains(rule))
                .map(Vignette::id)
                .toList();
    }

    List<String> missed(String rule) {
        return evaluated.stream()
                .filter(vignette -> vignette.claim().misses().contains(rule))
                .map(Vignette::id)
                .toList();
    }

    List<Boundary> limits(String rule) {
        return boundaries.stream()
                .filter(boundary -> boundary.rule().equals(rule))
                .toList();
    }

    /** The three tables. */
    String table() {
        StringBuilder table = new StringBuilder("# Coverage\n\n## Rules\n\n");
        table.append("| rule | met by | just missed by | limits: inside, outside |\n|---|---|---|---|\n");
        for (String rule : new TreeSet<>(KnownNames.RULES)) {
            String limits = limits(rule).stream()
                    .map(limit -> limit.limit() + ": " + limit.inside() + ", " + limit.outside())
                    .collect(Collectors.joining("; "));
            table.append("| %s | %s | %s | %s |%n"
                    .formatted(rule, String.join(" ", met(rule)), String.join(" ", missed(rule)), limits));
        }
        table.append("\n## Seed facts\n\n| row | carried by | shown by |\n|---|---|---|\n");
        for (Map<String, Object> row : seeds()) {
            table.append("| %s | %s | %s |%n".formatted(row.get("seed"), row.get("carriers"), row.get("shown")));
        }
        table.append("\n## Doors\n\n| door | vignettes | refused as no R4 record |\n|---|---|---|\n");
        for (String door : new TreeSet<>(KnownNames.DOORS)) {
            table.append("| %s | %d | %s |%n".formatted(door, answered(door), refused(door)));
        }
        return table.toString();
    }

    /** The numbers of the tables, as README shows them. */
    String summary() {
        return """
                | what | covered |
                |---|---|
                | vignettes | %d |
                | rules met by a case and just missed by another | %d of %d |
                | numeric limits with a case on each side | %d |
                | seed facts with a carrier in the artifacts and a case that shows it | %d |
                | vignettes answered by the CQL, the hook, the store | %d, %d, %d |
                | vignettes that a door must refuse, and does | %d |
                """.formatted(
                everything.size(),
                KnownNames.RULES.stream()
                        .filter(rule -> !met(rule).isEmpty() && !missed(rule).isEmpty())
                        .count(),
                KnownNames.RULES.size(),
                boundaries.size(),
                seeds().size(),
                answered("cql"),
                answered("hook"),
                answered("store"),
                everything.stream()
                        .filter(vignette -> !vignette.doors().refused().isEmpty())
                        .count());
    }

    private long answered(String door) {
        return everything.stream()
                .filter(vignette -> !vignette.doors().refused().containsKey(door))
                // One server has one profile: the hook is asked what holds for it.
                .filter(vignette -> !door.equals("hook") || vignette.profiles().contains("us"))
                .count();
    }

    private String refused(String door) {
        return everything.stream()
                .filter(vignette -> vignette.doors().refused().containsKey(door))
                .map(Vignette::id)
                .collect(Collectors.joining(" "));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> seeds() {
        InputStream file = Objects.requireNonNull(Coverage.class.getResourceAsStream("/seed-coverage.yaml"));
        return (List<Map<String, Object>>) new Yaml().load(file);
    }
}
