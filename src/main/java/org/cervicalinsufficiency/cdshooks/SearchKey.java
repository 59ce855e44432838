package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/** Judges a key that searches for resources of the patient in context. */
final class SearchKey {

    private final EntryParser parser;
    private final EntryCounter counter;
    private final PatientReferences references;

    SearchKey(EntryParser parser, EntryCounter counter, HookCall call) {
        this.parser = parser;
        this.counter = counter;
        this.references = new PatientReferences(call);
    }

    /** What the key gave. */
    Prefetch read(PrefetchTemplate template, JsonNode node) {
        if (node.isNull()) {
            return new Prefetch.KnownEmpty();
        }
        String type = PrefetchReader.typeOf(node);
        if (type.isEmpty()) {
            return new Prefetch.Unknown(GapReason.NOT_A_RESOURCE);
        }
        if (type.equals("OperationOutcome")) {
            return new Prefetch.Unknown(GapReason.OUTCOME_ERROR);
        }
        if (type.equals("Bundle")) {
            return bundle(template, new SearchSet(node));
        }
        return matches(template, List.of((ObjectNode) node), EnumSet.of(GapReason.SINGLE_RESOURCE));
    }

    private Prefetch bundle(PrefetchTemplate template, SearchSet bundle) {
        counter.read(template.key(), bundle.size());
        if (!bundle.isReadable()) {
            return new Prefetch.Unknown(GapReason.NOT_A_RESOURCE);
        }
        if (bundle.hasError()) {
            return new Prefetch.Unknown(GapReason.OUTCOME_ERROR);
        }
        if (bundle.isModified()) {
            return new Prefetch.Unknown(GapReason.MODIFIED_MEANING);
        }
        if (bundle.isKnownEmpty()) {
            return new Prefetch.KnownEmpty();
        }
        return matches(template, bundle.matches(), bundle.reasons());
    }

    private Prefetch matches(PrefetchTemplate template, List<ObjectNode> matches, Set<GapReason> reasons) {
        if (matches.stream().anyMatch(OlderShapes::in)) {
            return new Prefetch.Unknown(GapReason.OLDER_FHIR_VERSION);
        }
        if (!matches.isEmpty() && matches.stream().noneMatch(match -> isWanted(template, match))) {
            return new Prefetch.Unknown(GapReason.WRONG_TYPE);
        }
        Set<String> seen = new HashSet<>();
        List<Resource> resources = new ArrayList<>();
        for (ObjectNode match : matches) {
            Optional<GapReason> objection = objection(template, match);
            if (objection.isEmpty() && isRepeated(match, seen)) {
                continue;
            }
            Optional<Resource> resource = objection.isEmpty() ? parser.parse(match) : Optional.empty();
            resource.ifPresentOrElse(resources::add, () -> {
                GapReason reason = objection.orElse(GapReason.UNREADABLE_ENTRY);
                counter.leaveOut(template.key(), reason);
                reasons.add(reason);
            });
        }
        return reasons.isEmpty() ? new Prefetch.Given(resources) : new Prefetch.Incomplete(resources, reasons);
    }

    private static boolean isWanted(PrefetchTemplate template, ObjectNode match) {
        return PrefetchReader.typeOf(match).equals(template.resourceType());
    }

    private static boolean isRepeated(ObjectNode match, Set<String> seen) {
        JsonNode id = match.path("id");
        return id.isTextual() && !seen.add(id.textValue());
    }

    /** Why this entry may not be used, if so. */
    private Optional<GapReason> objection(PrefetchTemplate template, ObjectNode match) {
        if (!isWanted(template, match)) {
            return Optional.of(GapReason.WRONG_TYPE);
        }
        PatientReferences.Owner owner = references.ownerOf(match);
        if (owner != PatientReferences.Owner.PATIENT) {
            return Optional.of(
                    owner == PatientReferences.Owner.SOMEONE_ELSE
                            ? GapReason.OTHER_PATIENT
                            : GapReason.PATIENT_NOT_STATED);
        }
        return Modifiers.in(match) ? Optional.of(GapReason.MODIFIED_MEANING) : Optional.empty();
    }
}
