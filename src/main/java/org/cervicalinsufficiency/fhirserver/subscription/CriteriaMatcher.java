package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * The criteria of a Subscription: a search over one type, held against one resource in memory, so that no search runs
 * while a resource is written.
 */
final class CriteriaMatcher {

    /** What can be subscribed to. */
    static final Set<String> TYPES = Set.of("QuestionnaireResponse", "RiskAssessment");

    /** The parameters with an underscore that say something about a resource; the others shape a list of hits. */
    private static final Set<String> COMMON = Set.of("_id", "_lastUpdated", "_profile", "_security", "_tag");

    private final FhirContext fhir;
    private final SearchParamMatcher matcher;

    CriteriaMatcher(FhirContext fhir, SearchParamMatcher matcher) {
        this.fhir = fhir;
        this.matcher = matcher;
    }

    /** The resource type that criteria are about: what stands before the question mark. */
    static String typeOf(String criteria) {
        int question = criteria.indexOf('?');
        return question < 0 ? criteria : criteria.substring(0, question);
    }

    /**
     * Why criteria cannot be used.
     *
     * @return empty if they can; else a sentence with the remedy
     */
    Optional<String> problemWith(String criteria) {
        String type = typeOf(criteria);
        if (!TYPES.contains(type)) {
            return Optional.of(
                    "must begin with QuestionnaireResponse? or RiskAssessment?: nothing else can be subscribed to.");
        }
        for (String part : parts(criteria)) {
            int equals = part.indexOf('=');
            if (equals < 1 || equals == part.length() - 1) {
                return Optional.of("holds \"" + part + "\": write each condition as parameter=value.");
            }
            int modifier = part.substring(0, equals).indexOf(':');
            if (modifier > 0
                    && ReferenceCriterion.of(fhir, type, part.substring(0, modifier) + "=1")
                            .isPresent()) {
                return Optional.of("holds " + part.substring(0, equals)
                        + ": give a reference without modifier, such as subject=Patient/1.");
            }
            if (part.startsWith("_")
                    && !COMMON.contains(part.substring(0, equals).split("[:.]", 2)[0])) {
                return Optional.of("holds " + part.substring(0, equals) + ", which says nothing about a single " + type
                        + ": leave it out.");
            }
        }
        return problemWithParameters(criteria, type);
    }

    /**
     * Whether a resource meets criteria.
     *
     * @throws IllegalStateException if the criteria, though once accepted, cannot be evaluated, whatever HAPI's reason is
     */
    boolean matches(String criteria, IBaseResource resource) {
        if (!typeOf(criteria).equals(resource.fhirType())) {
            return false;
        }
        try {
            if (!references(criteria).stream().allMatch(reference -> reference.matches(fhir, resource))) {
                return false;
            }
            InMemoryMatchResult result = matcher.match(withoutReferences(criteria), resource, null);
            if (result.supported()) {
                return result.matched();
            }
        } catch (RuntimeException failed) {
            throw new IllegalStateException("Criteria cannot be evaluated.", failed);
        }
        throw new IllegalStateException("Criteria cannot be evaluated.");
    }

    /** Tried on a resource without content: what HAPI's matcher cannot do, it says there. */
    private Optional<String> problemWithParameters(String criteria, String type) {
        Resource empty = (Resource) fhir.getResourceDefinition(type).newInstance();
        try {
            InMemoryMatchResult result = matcher.match(withoutReferences(criteria), empty, null);
            return result.supported()
                    ? Optional.empty()
                    : Optional.of("cannot be matched when a resource is written (" + result.getUnsupportedReason()
                            + "): use search parameters of " + type + " without chains.");
        } catch (BaseServerResponseException | DataFormatException | IllegalArgumentException refused) {
            return Optional.of("is not a search that this server can run: use search parameters of " + type
                    + " as its CapabilityStatement lists them.");
        }
    }

    private static List<String> parts(String criteria) {
        int question = criteria.indexOf('?');
        return question < 0 || question == criteria.length() - 1
                ? List.of()
                : Arrays.asList(criteria.substring(question + 1).split("&", -1));
    }

    private List<ReferenceCriterion> references(String criteria) {
        return parts(criteria).stream()
                .flatMap(part -> ReferenceCriterion.of(fhir, typeOf(criteria), part).stream())
                .toList();
    }

    /** What is left to HAPI's matcher. */
    private String withoutReferences(String criteria) {
        String type = typeOf(criteria);
        return parts(criteria).stream()
                .filter(part -> ReferenceCriterion.of(fhir, type, part).isEmpty())
                .collect(Collectors.joining("&", type + "?", ""));
    }
}
