package org.cervicalinsufficiency.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cervicalinsufficiency.knowledge.CqlCompilationException;
import org.cervicalinsufficiency.knowledge.CqlCompiler;

/** The CQL of the set, compiled once for all tests of this package: it takes seconds. */
final class CompiledCql {

    static final String SCREENING = "CervicalInsufficiencyScreening";
    static final String ASSESSMENT = "ScreeningAssessment";
    static final String EXPLANATION = "ScreeningExplanation";

    private static final String PROBE = "ConditionProbe";
    private static final CompiledCql SET = compile();

    private final Map<String, JsonNode> elm;
    private final List<String> messages;

    private CompiledCql(Map<String, JsonNode> elm, List<String> messages) {
        this.elm = elm;
        this.messages = messages;
    }

    private static CompiledCql compile() {
        Map<String, String> texts = new TreeMap<>(CqlText.texts());
        texts.put(PROBE, probe());
        Map<String, JsonNode> elm = new TreeMap<>();
        try {
            CqlCompiler.toElm(texts)
                    .forEach(
                            (name, json) -> elm.put(name, ArtifactSet.json(json).path("library")));
            elm.keySet().removeAll(List.of(PROBE, "FHIRHelpers"));
            return new CompiledCql(elm, List.of());
        } catch (CqlCompilationException e) {
            return new CompiledCql(elm, e.messages());
        }
    }

    /** Compiles only if every condition of a plan is a Boolean define of the library: ELM itself names no types. */
    private static String probe() {
        StringBuilder probe = new StringBuilder("library " + PROBE + "\nusing FHIR version '4.0.1'\n" + "include "
                + SCREENING + " version '" + ArtifactSet.VERSION + "' called Screening\ncontext Patient\n");
        PlanConditions.defines().stream()
                .filter(define -> define.matches("\\w+"))
                .forEach(define -> probe.append("define \"not %s\": not Screening.%s%n".formatted(define, define)));
        return probe.toString();
    }

    /** What the compiler said; empty if it was content. */
    static List<String> messages() {
        return SET.messages;
    }

    /** The compiled libraries by name, FHIRHelpers left out. */
    static Map<String, JsonNode> libraries() {
        if (!SET.messages.isEmpty()) {
            throw new AssertionError("The CQL does not compile: " + SET.messages);
        }
        return SET.elm;
    }

    static JsonNode library(String name) {
        return libraries().getOrDefault(name, com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    /** The defines and functions of a library. */
    static List<JsonNode> statements(String library) {
        List<JsonNode> statements = new ArrayList<>();
        library(library).path("statements").path("def").forEach(statements::add);
        return statements;
    }

    /** What a define gives. */
    static JsonNode define(String library, String name) {
        return statements(library).stream()
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("expression"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(library + " has no define " + name));
    }

    /** The defines whose names are one word: those that may be used from outside CQL. */
    static List<String> oneWordDefines(String library) {
        return statements(library).stream()
                .filter(each -> !each.path("type").asText().equals("FunctionDef"))
                .map(each -> each.path("name").asText())
                .filter(name -> name.matches("\\w+") && !name.equals("Patient"))
                .toList();
    }
}
