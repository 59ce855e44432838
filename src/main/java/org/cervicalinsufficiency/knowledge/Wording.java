package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/**
 * The words for codes: displays and designations of the set's own CodeSystems. Whoever writes for people asks here and
 * has no words of its own.
 */
public final class Wording {

    private static final String CARD_TEXT = "card-text";

    /**
     * A coding with its display in every language.
     *
     * @param system canonical of the code system
     * @param code the code
     * @param display what people read
     */
    public record Labelled(String system, String code, Text display) {}

    private final Map<String, Map<String, Text>> byCodeSystem;
    private final Map<String, String> canonicals;
    private final Map<String, List<Labelled>> byValueSet;

    private Wording(
            Map<String, Map<String, Text>> byCodeSystem,
            Map<String, String> canonicals,
            Map<String, List<Labelled>> byValueSet) {
        this.byCodeSystem = Map.copyOf(byCodeSystem);
        this.canonicals = Map.copyOf(canonicals);
        this.byValueSet = Map.copyOf(byValueSet);
    }

    static Wording of(Artifacts artifacts) {
        Map<String, Map<String, Text>> byCodeSystem = new HashMap<>();
        for (CodeSystem codeSystem : artifacts.all(CodeSystem.class)) {
            Map<String, Text> labels = new LinkedHashMap<>();
            codeSystem.getConcept().forEach(concept -> labels.put(concept.getCode(), text(concept)));
            byCodeSystem.put(codeSystem.getIdElement().getIdPart(), labels);
        }
        Map<String, String> canonicals = new HashMap<>();
        artifacts
                .all(CodeSystem.class)
                .forEach(codeSystem -> canonicals.put(codeSystem.getIdElement().getIdPart(), codeSystem.getUrl()));
        Map<String, List<Labelled>> byValueSet = new HashMap<>();
        for (ValueSet valueSet : artifacts.all(ValueSet.class)) {
            byValueSet.put(valueSet.getIdElement().getIdPart(), members(valueSet));
        }
        return new Wording(byCodeSystem, canonicals, byValueSet);
    }

    private static Text text(ConceptDefinitionComponent concept) {
        Map<String, String> translations = new LinkedHashMap<>();
        concept.getDesignation()
                .forEach(designation -> translations.put(designation.getLanguage(), designation.getValue()));
        return new Text(concept.getDisplay(), translations);
    }

    private static List<Labelled> members(ValueSet valueSet) {
        List<Labelled> members = new ArrayList<>();
        for (ConceptSetComponent include : valueSet.getCompose().getInclude()) {
            for (ConceptReferenceComponent concept : include.getConcept()) {
                Map<String, String> translations = new LinkedHashMap<>();
                concept.getDesignation()
                        .forEach(designation -> translations.put(designation.getLanguage(), designation.getValue()));
                members.add(new Labelled(
                        include.getSystem(), concept.getCode(), new Text(concept.getDisplay(), translations)));
            }
        }
        return List.copyOf(members);
    }

    /**
     * The label of a code.
     *
     * @param codeSystem id of the CodeSystem, for example {@code tier}
     * @throws IllegalStateException if the CodeSystem has no such code: a gap in the content, not in the data
     */
    public Text label(String codeSystem, String code) {
        return find(codeSystem, code)
                .orElseThrow(() -> new IllegalStateException("CodeSystem " + codeSystem + " has no code " + code
                        + "; add it to fhir-resources/codesystem/" + codeSystem + ".json."));
    }

    /** The canonical url of one of the set's CodeSystems, without version. */
    public String canonical(String codeSystem) {
        String canonical = canonicals.get(codeSystem);
        if (canonical == null) {
            throw new IllegalStateException(
                    "The artifact set has no CodeSystem " + codeSystem + "; add it to fhir-resources/codesystem.");
        }
        return canonical;
    }

    /** The label of a code, if the CodeSystem has it. */
    public Optional<Text> find(String codeSystem, String code) {
        return Optional.ofNullable(
                byCodeSystem.getOrDefault(codeSystem, Map.of()).get(code));
    }

    /** English, and every language into which all fixed words of a card are translated. */
    Set<String> languages() {
        Set<String> languages = new TreeSet<>();
        Map<String, Text> words = byCodeSystem.getOrDefault(CARD_TEXT, Map.of());
        words.values().forEach(text -> languages.addAll(text.translations().keySet()));
        languages.removeIf(language ->
                words.values().stream().anyMatch(text -> !text.translations().containsKey(language)));
        languages.add("en");
        return languages;
    }

    /** The codes of one CodeSystem in the order in which they are written. */
    public List<String> codes(String codeSystem) {
        return List.copyOf(byCodeSystem.getOrDefault(codeSystem, Map.of()).keySet());
    }

    /** The members of a value set in the order in which they are written. */
    public List<Labelled> members(String valueSet) {
        return byValueSet.getOrDefault(valueSet, List.of());
    }
}
