package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A Bundle, its entries sorted into matches, included resources, outcomes and what is none of these. */
final class SearchSet {

    private static final Set<String> SEARCH_TYPES = Set.of("", "searchset", "collection");

    private final JsonNode bundle;
    private final List<ObjectNode> matches = new ArrayList<>();
    private final List<JsonNode> outcomes = new ArrayList<>();
    private int included;
    private int broken;

    SearchSet(JsonNode bundle) {
        this.bundle = bundle;
        for (JsonNode entry : bundle.path("entry")) {
            sort(entry);
        }
    }

    private void sort(JsonNode entry) {
        JsonNode resource = entry.path("resource");
        if (!(resource instanceof ObjectNode object)
                || !object.path("resourceType").isTextual()) {
            broken++;
        } else if (object.path("resourceType").asText().equals("OperationOutcome")) {
            outcomes.add(object);
        } else if (entry.path("search").path("mode").asText().equals("include")) {
            included++;
        } else {
            matches.add(object);
        }
    }

    /** The resources that were found. */
    List<ObjectNode> matches() {
        return matches;
    }

    /** How many entries there are of any kind. */
    int size() {
        return bundle.path("entry").size();
    }

    /** Whether the entries have a form at all. */
    boolean isReadable() {
        JsonNode entry = bundle.path("entry");
        return entry.isMissingNode() || entry.isNull() || entry.isArray();
    }

    /** Whether the server reported that it failed. */
    boolean hasError() {
        return issues().stream().anyMatch(issue -> Set.of("error", "fatal").contains(severity(issue)));
    }

    /** Whether a rule outside FHIR changes what the Bundle means. */
    boolean isModified() {
        return bundle.has("implicitRules");
    }

    /** Whether this says: searched, and nothing there. */
    boolean isKnownEmpty() {
        return matches.isEmpty() && included == 0 && reasons().isEmpty();
    }

    /** What the Bundle itself says about being incomplete. */
    Set<GapReason> reasons() {
        Set<GapReason> reasons = EnumSet.noneOf(GapReason.class);
        boolean more = hasNextPage();
        add(reasons, more, GapReason.FURTHER_PAGES);
        add(reasons, !more && isTotalLarger(), GapReason.TOTAL_LARGER);
        add(reasons, !outcomes.isEmpty() && !saysNoResults(), GapReason.OUTCOME_WARNING);
        add(reasons, broken > 0, GapReason.UNREADABLE_ENTRY);
        add(reasons, included > 0 && matches.isEmpty(), GapReason.ONLY_INCLUDED);
        add(reasons, !SEARCH_TYPES.contains(bundle.path("type").asText("")), GapReason.BUNDLE_TYPE);
        return reasons;
    }

    private static void add(Set<GapReason> reasons, boolean applies, GapReason reason) {
        if (applies) {
            reasons.add(reason);
        }
    }

    private boolean hasNextPage() {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return true;
            }
        }
        return false;
    }

    /** Whatever its size: a number that no integer holds is larger as well. */
    private boolean isTotalLarger() {
        JsonNode total = bundle.path("total");
        return total.isNumber() && total.doubleValue() > matches.size();
    }

    private boolean saysNoResults() {
        return matches.isEmpty()
                && outcomes.stream().noneMatch(outcome -> outcome.path("issue").isEmpty())
                && issues().stream().allMatch(SearchSet::saysNoResults);
    }

    private static boolean saysNoResults(JsonNode issue) {
        boolean mild = Set.of("information", "warning").contains(severity(issue));
        boolean nothingFound =
                Set.of("not-found", "informational").contains(issue.path("code").asText());
        for (JsonNode coding : issue.path("details").path("coding")) {
            nothingFound = nothingFound || coding.path("code").asText().equals("4101");
        }
        return mild && nothingFound;
    }

    private static String severity(JsonNode issue) {
        return issue.path("severity").asText().toLowerCase(Locale.ROOT);
    }

    private List<JsonNode> issues() {
        List<JsonNode> issues = new ArrayList<>();
        outcomes.forEach(outcome -> outcome.path("issue").forEach(issues::add));
        return issues;
    }
}
