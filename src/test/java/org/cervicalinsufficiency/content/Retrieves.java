package org.cervicalinsufficiency.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the CQL asks the record for. */
final class Retrieves {

    private Retrieves() {}

    /** Every retrieve of every library. */
    static List<JsonNode> all() {
        return CompiledCql.libraries().values().stream()
                .flatMap(library -> Elm.all(library, "Retrieve").stream())
                .toList();
    }

    /** The FHIR types retrieved; the patient, whom the context names, is one of them. */
    static Set<String> types() {
        Set<String> types = new TreeSet<>();
        all().forEach(retrieve -> {
            String type = retrieve.path("dataType").asText();
            types.add(type.substring(type.indexOf('}') + 1));
        });
        return types;
    }

    /** Whether it leaves out resources of its type: then a prefetch key of the whole type would not say what is used. */
    static boolean isFiltered(JsonNode retrieve) {
        return Stream.of("codes", "dateRange", "id", "context").anyMatch(retrieve::has)
                || Stream.of("codeFilter", "dateFilter", "otherFilter", "include")
                        .anyMatch(filter -> !retrieve.path(filter).isEmpty());
    }
}
