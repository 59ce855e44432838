package org.cervicalinsufficiency.knowledge;

import java.util.Collection;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;

/** A third language: the English words again, under {@code fr}. */
public final class FrenchFor {

    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    private FrenchFor() {}

    /** Every text of a set that cards show. */
    public static void all(Collection<? extends MetadataResource> set) {
        set.forEach(artifact -> {
            if (artifact instanceof CodeSystem codes) {
                fixedWords(codes);
            }
            if (artifact instanceof ValueSet members) {
                members.getCompose()
                        .getInclude()
                        .forEach(include -> include.getConcept().stream()
                                .filter(ValueSet.ConceptReferenceComponent::hasDesignation)
                                .forEach(member -> member.addDesignation()
                                        .setLanguage("fr")
                                        .setValue(member.getDisplay())));
            }
            if (artifact instanceof PlanDefinition plan) {
                plan.getAction().forEach(FrenchFor::action);
            }
        });
    }

    /** The labels of one CodeSystem. */
    public static void fixedWords(CodeSystem codes) {
        codes.getConcept()
                .forEach(concept -> concept.addDesignation().setLanguage("fr").setValue(concept.getDisplay()));
    }

    private static void action(PlanDefinitionActionComponent action) {
        Stream.concat(
                        Stream.of(action.getTitleElement(), action.getDescriptionElement()),
                        CardPlan.template(action).stream())
                .forEach(FrenchFor::text);
        action.getAction().forEach(child -> text(child.getTitleElement()));
    }

    private static void text(PrimitiveType<String> element) {
        Extension translation = element.addExtension();
        translation.setUrl(TRANSLATION);
        translation.addExtension("lang", new CodeType("fr"));
        translation.addExtension("content", new StringType(element.getValue()));
    }
}
