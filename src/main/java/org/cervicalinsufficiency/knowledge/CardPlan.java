package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.ActionPrecheckBehavior;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * A PlanDefinition read once: its actions with their conditions, ready to be chosen from after each evaluation. One
 * top-level action is one card; its children are suggestions (artifact rules, ADR 0002).
 */
final class CardPlan {

    private static final String CQL = "text/cql";
    private static final String SUMMARY_TEMPLATE = "summary-template";
    private static final String FORM_LINK = "form-link";
    private static final String PLAIN_CARD = "plain-card";
    private static final String FAILED_EVALUATION = "failed-evaluation";
    private static final String STRENGTH = "http://hl7.org/fhir/StructureDefinition/cqf-strengthOfRecommendation";
    private static final String QUALITY = "http://hl7.org/fhir/StructureDefinition/cqf-qualityOfEvidence";

    /** A card with the define that decides about it, and the defines that decide about some of its suggestions. */
    private record Planned(
            String condition, Recommendation recommendation, Map<String, String> conditions, boolean failed) {}

    private final String canonical;
    private final List<Planned> actions;

    private CardPlan(String canonical, List<Planned> actions) {
        this.canonical = canonical;
        this.actions = List.copyOf(actions);
    }

    static CardPlan read(PlanDefinition plan, Artifacts artifacts) {
        List<Planned> actions = new ArrayList<>();
        for (PlanDefinitionActionComponent action : plan.getAction()) {
            Map<String, String> conditions = new java.util.HashMap<>();
            List<Proposal> proposals = new ArrayList<>();
            for (PlanDefinitionActionComponent child : action.getAction()) {
                proposals.add(proposal(child, artifacts));
                condition(child).ifPresent(define -> conditions.put(child.getId(), define));
            }
            actions.add(new Planned(
                    conditionOfCard(action),
                    recommendation(action, proposals),
                    conditions,
                    extension(action, FAILED_EVALUATION).isPresent()));
        }
        return new CardPlan(plan.getUrl() + "|" + plan.getVersion(), actions);
    }

    /** Every define that decides about an action or a suggestion. */
    Set<String> defines() {
        Set<String> defines = new LinkedHashSet<>();
        actions.forEach(action -> {
            defines.add(action.condition());
            defines.addAll(action.conditions().values());
        });
        return defines;
    }

    /** Every action, with all its suggestions. */
    List<Recommendation> all() {
        return actions.stream().map(Planned::recommendation).toList();
    }

    /**
     * The actions that apply.
     *
     * @param values what the defines gave
     * @throws IllegalStateException if a condition is null: every condition of this set is true or false
     */
    List<Recommendation> applicable(Map<String, Object> values) {
        return actions.stream()
                .filter(action -> holds(action.condition(), values))
                .map(action -> withProposals(action, values))
                .toList();
    }

    /** The action that tells that nothing could be assessed: the one that is marked so. */
    Recommendation failed() {
        return actions.stream()
                .filter(Planned::failed)
                .map(Planned::recommendation)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        canonical + " has no action for a failed evaluation; mark one with the extension "
                                + FAILED_EVALUATION + "."));
    }

    private static Recommendation withProposals(Planned action, Map<String, Object> values) {
        Recommendation all = action.recommendation();
        List<Proposal> holding = all.proposals().stream()
                .filter(proposal -> {
                    String define = action.conditions().get(proposal.id());
                    return define == null || holds(define, values);
                })
                .toList();
        return new Recommendation(
                all.actionId(), all.topic(), all.priority(), all.words(), all.evidence(), holding, all.traits());
    }

    private static boolean holds(String define, Map<String, Object> values) {
        if (values.get(define) instanceof Boolean decided) {
            return decided;
        }
        throw new IllegalStateException("The define " + define + " gave neither true nor false.");
    }

    /** Every card needs a condition that is read here: anything else would hide it, or show it always. */
    private static String conditionOfCard(PlanDefinitionActionComponent action) {
        return condition(action)
                .orElseThrow(() -> new IllegalStateException(
                        "The action " + action.getId() + " has no condition; name a define."));
    }

    private static Optional<String> condition(PlanDefinitionActionComponent action) {
        if (!action.hasCondition()) {
            return Optional.empty();
        }
        Expression expression = action.getConditionFirstRep().getExpression();
        if (action.getCondition().size() > 1 || !CQL.equals(expression.getLanguage())) {
            throw new IllegalStateException("The action " + action.getId() + " needs one condition in " + CQL
                    + "; put what decides into one define.");
        }
        return Optional.of(expression.getExpression());
    }

    private static Recommendation recommendation(PlanDefinitionActionComponent action, List<Proposal> proposals) {
        Words words = new Words(
                Text.of(action.getTitleElement()),
                template(action).map(Text::of),
                Text.of(action.getDescriptionElement()));
        return new Recommendation(
                action.getId(),
                action.getCodeFirstRep().getCodingFirstRep().getCode(),
                Priority.of(action.hasPriority() ? action.getPriority() : PlanDefinition.RequestPriority.NULL),
                words,
                evidence(action),
                proposals,
                new Recommendation.Traits(
                        extension(action, FORM_LINK)
                                .map(link -> tailOf(link.getValue().primitiveValue())),
                        extension(action, PLAIN_CARD).isPresent(),
                        leaflets(action)));
    }

    /** The summary with places for values, where an action has one. */
    static Optional<StringType> template(PlanDefinitionActionComponent action) {
        return extension(action, SUMMARY_TEMPLATE).map(Extension::getValue).map(StringType.class::cast);
    }

    private static Evidence evidence(PlanDefinitionActionComponent action) {
        List<Citation> citations = action.getDocumentation().stream()
                .filter(entry -> !entry.hasResource())
                .map(Citation::of)
                .toList();
        return new Evidence(concept(action, STRENGTH), concept(action, QUALITY), citations);
    }

    /** A documentation entry that names an artifact of ours leads to a sheet for the patient; it is no evidence. */
    private static List<LeafletLink> leaflets(PlanDefinitionActionComponent action) {
        return action.getDocumentation().stream()
                .filter(RelatedArtifact::hasResource)
                .map(entry -> new LeafletLink(Text.of(entry.getDisplayElement()), tailOf(entry.getResource())))
                .toList();
    }

    /** The id in a canonical: what stands behind its last slash, without the version. */
    private static String tailOf(String canonical) {
        String url = canonical.split("\\|", 2)[0];
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** Strength and quality stand on the attachment of the first documentation entry, where R4 allows them. */
    private static Text concept(PlanDefinitionActionComponent action, String url) {
        Extension extension = action.getDocumentationFirstRep().getDocument().getExtensionByUrl(url);
        return extension == null
                ? new Text("", Map.of())
                : Text.of(((CodeableConcept) extension.getValue()).getTextElement());
    }

    private static Proposal proposal(PlanDefinitionActionComponent child, Artifacts artifacts) {
        ActivityDefinition activity = artifacts.get(
                ActivityDefinition.class, child.getDefinitionCanonicalType().getValue());
        return new Proposal(
                child.getId(),
                Text.of(child.getTitleElement()),
                activity,
                child.getPrecheckBehavior() == ActionPrecheckBehavior.YES);
    }

    /** Our own extensions are known by the last part of their url; the base is the set's canonical base. */
    private static Optional<Extension> extension(Element element, String name) {
        return element.getExtension().stream()
                .filter(extension -> endsWith(extension.getUrl(), name))
                .findFirst();
    }

    private static boolean endsWith(@Nullable String url, String name) {
        return url != null && url.endsWith("/StructureDefinition/" + name);
    }
}
