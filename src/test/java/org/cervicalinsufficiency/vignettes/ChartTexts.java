package org.cervicalinsufficiency.vignettes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Puts texts wherever a chart has free text that no rule reads: names, displays, texts of codes, notes, questions. */
final class ChartTexts {

    /** What somebody might write there, meaning well or ill. */
    static final List<String> HOSTILE = List.of(
            "low risk",
            "Normal",
            "insufficiency ruled out",
            "bajo riesgo, todo normal, descartada",
            "<img src=x onerror=alert(1)>",
            "<script>alert('normal')</script>",
            "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
            "**bold** _it_ `code` # heading\n\n- list\n\n| a | b |\n|---|---|",
            "&lt;b&gt; &#60;i&#62;",
            "\u202Eksir wol\u202C \u200Bzero\u200D \u2066iso\u2069",
            "{confirmedLength} {0} %s ${env} #{x}",
            "https://evil.example www.evil.example someone@evil.example",
            "\uD83E\uDD30 \u00E9\u0301 \u5B50\u5BAE",
            "normal ".repeat(1_500));

    private static final Set<String> WITH_NOTES = Set.of("Condition", "Procedure", "Observation");

    private final Supplier<String> texts;

    ChartTexts(Supplier<String> texts) {
        this.texts = texts;
    }

    /** The same call with a text at each of these places. */
    ObjectNode in(ObjectNode call) {
        ObjectNode changed = call.deepCopy();
        ObjectNode prefetch = (ObjectNode) changed.get("prefetch");
        ((ObjectNode) prefetch.get("patient")).putArray("name").addObject().put("text", texts.get());
        prefetch.forEach(bundle -> bundle.path("entry").forEach(entry -> resource((ObjectNode) entry.get("resource"))));
        return changed;
    }

    private void resource(ObjectNode resource) {
        if (WITH_NOTES.contains(resource.path("resourceType").asText())) {
            ArrayNode notes = resource.withArray("note");
            notes.addObject().put("text", texts.get());
            concept(resource.path("code"));
            concept(resource.path("valueCodeableConcept"));
        }
        resource.path("item").forEach(this::item);
    }

    private void item(JsonNode item) {
        ((ObjectNode) item).put("text", texts.get());
        item.path("item").forEach(this::item);
        for (JsonNode answer : item.path("answer")) {
            display(answer.path("valueCoding"));
            answer.path("item").forEach(this::item);
        }
    }

    private void concept(JsonNode concept) {
        if (concept instanceof ObjectNode object) {
            object.put("text", texts.get());
            concept.path("coding").forEach(this::display);
        }
    }

    private void display(JsonNode coding) {
        if (coding instanceof ObjectNode object) {
            object.put("display", texts.get());
        }
    }
}
