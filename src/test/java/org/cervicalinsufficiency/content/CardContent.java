package org.cervicalinsufficiency.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.ValueSet;

/** The card texts as they lie in the repository, read strictly once for all tests of this package. */
final class CardContent {

    static final String BASE = "https://cervical-insufficiency.example/fhir";
    static final String VERSION = "0.1.0";
    static final String TEMPLATE = BASE + "/StructureDefinition/summary-template";
    static final String FORM_LINK = BASE + "/StructureDefinition/form-link";

    /** Every place that a text may hold, with the longest value that can stand there. */
    static final Map<String, String> LONGEST = Map.ofEntries(
            Map.entry("confirmedLength", "80.0"),
            Map.entry("confirmedLengthDate", "2026-06-15"),
            Map.entry("confirmedLengthDays", "999"),
            Map.entry("unverifiedLength", "80.0"),
            Map.entry("newestLength", "80.0"),
            Map.entry("newestLengthDate", "2026-06-15"),
            Map.entry("conflictDays", "999"),
            Map.entry("openItems", "999"),
            Map.entry("recordDoubts", "999"),
            Map.entry("daysPastDue", "999"),
            Map.entry("gestationalAge", "42w6d"),
            Map.entry("emergencyText", "911"));

    private static final List<String> CARD_FILES = List.of(
            "plandefinition/cervical-insufficiency-screening",
            "plandefinition/cervical-insufficiency-discharge",
            "activitydefinition/refer-obstetrics",
            "activitydefinition/transvaginal-cervical-length",
            "activitydefinition/education-early-signs",
            "activitydefinition/education-healthy-pregnancy",
            "activitydefinition/complete-screening-form",
            "valueset/override-reasons",
            "codesystem/card-topic",
            "codesystem/card-note",
            "codesystem/card-text",
            "codesystem/factor",
            "codesystem/screening-fact",
            "codesystem/tier",
            "codesystem/route",
            "codesystem/provisional-reason",
            "codesystem/not-used-reason",
            "codesystem/record-doubt",
            "codesystem/data-gap");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

    private CardContent() {}

    /** All files that hold words of a card. */
    static List<String> files() {
        return CARD_FILES;
    }

    static MetadataResource read(String file) {
        Class<? extends MetadataResource> type = switch (file.substring(0, file.indexOf('/'))) {
            case "plandefinition" -> PlanDefinition.class;
            case "activitydefinition" -> ActivityDefinition.class;
            case "valueset" -> ValueSet.class;
            default -> CodeSystem.class;
        };
        return ContentFiles.read(type, file + ".json");
    }

    static PlanDefinition screening() {
        return (PlanDefinition) read("plandefinition/cervical-insufficiency-screening");
    }

    static PlanDefinition discharge() {
        return (PlanDefinition) read("plandefinition/cervical-insufficiency-discharge");
    }

    static CodeSystem codeSystem(String id) {
        return (CodeSystem) read("codesystem/" + id);
    }

    /** The text of an element in English and, if it is there, in Spanish. */
    static List<String> texts(PrimitiveType<?> element) {
        return Stream.concat(Stream.of(element.primitiveValue()), ContentFiles.translation(element, "es").stream())
                .toList();
    }

    /** The names in braces that a text holds. */
    static List<String> places(String text) {
        return PLACE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** A text with the longest value at each of its places. */
    static String filled(String text) {
        return PLACE.matcher(text).replaceAll(match -> LONGEST.getOrDefault(match.group(1), match.group()));
    }

    /** Every string below an element, citations excepted: they name works as their publishers do. */
    static Stream<String> strings(Base element) {
        return element.children().stream()
                .filter(property -> !List.of("documentation", "relatedArtifact", "url", "name")
                        .contains(property.getName()))
                .flatMap(property -> property.getValues().stream())
                .flatMap(value -> value instanceof PrimitiveType
                        ? Stream.concat(Stream.ofNullable(value.primitiveValue()), strings(value))
                        : strings(value));
    }

    /** What a card rests on: who says so, then the works; links to leaflets are no evidence. */
    static List<RelatedArtifact> citations(PlanDefinitionActionComponent card) {
        return card.getDocumentation().stream()
                .filter(entry -> !entry.hasResource())
                .toList();
    }

    /** The leaflets that a card links to. */
    static List<RelatedArtifact> leaflets(PlanDefinitionActionComponent card) {
        return card.getDocumentation().stream()
                .filter(RelatedArtifact::hasResource)
                .toList();
    }

    static Optional<PrimitiveType<?>> template(PlanDefinitionActionComponent card) {
        return Optional.ofNullable(card.getExtensionByUrl(TEMPLATE)).map(each -> (PrimitiveType<?>) each.getValue());
    }

    /** The words of an evidence extension of a card; empty if there is none. */
    static List<String> evidence(PlanDefinitionActionComponent card, String name) {
        return Stream.concat(
                        card.getExtension().stream(),
                        card.getDocumentationFirstRep().getDocument().getExtension().stream())
                .filter(each -> each.getUrl().equals("http://hl7.org/fhir/StructureDefinition/" + name))
                .map(each -> (CodeableConcept) each.getValue())
                .flatMap(concept -> texts(concept.getTextElement()).stream())
                .toList();
    }
}
