package org.cervicalinsufficiency.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.RelatedArtifact;

/** Whether every action of a PlanDefinition can become a card, in every language. */
final class PlanChecks {

    private static final int MAX_SUMMARY = 139;
    private static final String PLACE = "\\{[A-Za-z]+}";
    private static final String TOPICS = "CodeSystem/card-topic";

    private final Defects defects = new Defects();
    private final PlanDefinition plan;
    private final Set<String> topics = new HashSet<>();
    private final Set<String> languages;

    private PlanChecks(PlanDefinition plan, ArtifactEdition edition, Set<String> languages) {
        this.plan = plan;
        this.languages = languages;
        if (edition.resources().get(TOPICS) instanceof CodeSystem known) {
            known.getConcept().forEach(concept -> topics.add(concept.getCode()));
        }
    }

    /**
     * What is wrong.
     *
     * @param languages the languages that every text needs beside English
     */
    static List<ArtifactDefect> defects(PlanDefinition plan, ArtifactEdition edition, Set<String> languages) {
        PlanChecks checks = new PlanChecks(plan, edition, languages);
        Set<String> ids = new HashSet<>();
        checks.defects.unless(plan.hasAction(), plan, "action", "there is no action; each action is one card.");
        plan.getAction().forEach(action -> {
            checks.defects.unless(
                    action.hasId() && ids.add(action.getId()),
                    plan,
                    "action.id",
                    "every action needs an id of its own; take the name of its define.");
            checks.action(action);
        });
        return checks.defects.found();
    }

    private void action(PlanDefinitionActionComponent action) {
        String at = "action[" + action.getId() + "]";
        String topic = action.getCodeFirstRep().getCodingFirstRep().getCode();
        require(
                topics.contains(String.valueOf(topic)),
                at + ".code",
                "the topic " + topic + " is not in " + TOPICS + "; name one of its codes, or add it there.");
        require(action.hasPriority(), at + ".priority", "there is none; write stat, urgent or routine.");
        require(
                action.hasDocumentation() && action.getDocumentation().stream().allMatch(RelatedArtifact::hasDisplay),
                at + ".documentation",
                "a card names its source; give at least one entry, each with a display.");
        require(
                action.getCondition().size() == 1
                        && "text/cql"
                                .equals(action.getConditionFirstRep()
                                        .getExpression()
                                        .getLanguage()),
                at + ".condition",
                "it needs one condition in text/cql that names a define.");
        text(action.getTitleElement(), at + ".title");
        fits(Text.of(action.getTitleElement()), at + ".title");
        text(action.getDescriptionElement(), at + ".description");
        CardPlan.template(action).ifPresent(template -> {
            text(template, at + ".summary-template");
            fits(Text.of(template), at + ".summary-template");
        });
        action.getAction().forEach(child -> text(child.getTitleElement(), at + ".action[" + child.getId() + "].title"));
    }

    private void text(PrimitiveType<String> element, String at) {
        require(element.hasValue(), at, "there is no text; write it in English.");
        Text text = Text.of(element);
        for (String language : languages) {
            require(
                    language.equals("en")
                            || !text.translations().getOrDefault(language, "").isBlank(),
                    at,
                    "there is no translation into " + language + "; add it as a translation extension.");
        }
    }

    /** Without the values that come into its places: with them a longer one gives way to the title. */
    private void fits(Text text, String at) {
        text.all().forEach((language, words) -> {
            int length = words.replaceAll(PLACE, "").length();
            require(
                    length <= MAX_SUMMARY,
                    at,
                    "the text in " + language + " has " + length + " characters; a summary may have " + MAX_SUMMARY
                            + ".");
        });
    }

    private void require(boolean kept, String element, String sentence) {
        defects.unless(kept, plan, element, sentence);
    }
}
