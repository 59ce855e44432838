package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Judges a key that reads the patient in context. The patient cannot be missing, so nothing here is ever known empty. */
final class ReadKey {

    private final EntryParser parser;
    private final EntryCounter counter;
    private final HookCall call;

    ReadKey(EntryParser parser, EntryCounter counter, HookCall call) {
        this.parser = parser;
        this.counter = counter;
        this.call = call;
    }

    /** What the key gave, or a refusal if it is about another patient. */
    Prefetch read(PrefetchTemplate template, JsonNode node) {
        if (node.isNull()) {
            return new Prefetch.Unknown(GapReason.READ_EMPTY);
        }
        String type = PrefetchReader.typeOf(node);
        if (type.isEmpty()) {
            return new Prefetch.Unknown(GapReason.NOT_A_RESOURCE);
        }
        if (type.equals("OperationOutcome")) {
            return new Prefetch.Unknown(GapReason.OUTCOME_ERROR);
        }
        return type.equals("Bundle") ? bundle(template, new SearchSet(node)) : single(template, (ObjectNode) node);
    }

    private Prefetch bundle(PrefetchTemplate template, SearchSet bundle) {
        counter.read(template.key(), bundle.size());
        List<ObjectNode> found = bundle.matches().stream()
                .filter(match -> PrefetchReader.typeOf(match).equals(template.resourceType()))
                .toList();
        found.forEach(match -> requireSamePatient(template, match));
        if (bundle.hasError()) {
            return new Prefetch.Unknown(GapReason.OUTCOME_ERROR);
        }
        if (found.isEmpty()) {
            return new Prefetch.Unknown(bundle.matches().isEmpty() ? GapReason.READ_EMPTY : GapReason.WRONG_TYPE);
        }
        return single(template, found.get(0));
    }

    private Prefetch single(PrefetchTemplate template, ObjectNode resource) {
        if (!PrefetchReader.typeOf(resource).equals(template.resourceType())) {
            return new Prefetch.Unknown(OlderShapes.in(resource) ? GapReason.OLDER_FHIR_VERSION : GapReason.WRONG_TYPE);
        }
        requireSamePatient(template, resource);
        if (!resource.path("id").isTextual()) {
            return new Prefetch.Unknown(GapReason.WITHOUT_ID);
        }
        if (Modifiers.in(resource)) {
            return new Prefetch.Unknown(GapReason.MODIFIED_MEANING);
        }
        return parser.parse(resource)
                .<Prefetch>map(patient -> new Prefetch.Given(List.of(patient)))
                .orElseGet(() -> new Prefetch.Unknown(GapReason.UNREADABLE_ENTRY));
    }

    /** Refuses the call if what stands under the key is another patient, alone or in a Bundle. */
    void requirePatientInContext(PrefetchTemplate template, JsonNode value) {
        if (PrefetchReader.typeOf(value).equals("Bundle")) {
            new SearchSet(value)
                    .matches().stream()
                            .filter(match -> PrefetchReader.typeOf(match).equals(template.resourceType()))
                            .forEach(match -> requireSamePatient(template, match));
        } else if (PrefetchReader.typeOf(value).equals(template.resourceType())) {
            requireSamePatient(template, value);
        }
    }

    private void requireSamePatient(PrefetchTemplate template, JsonNode resource) {
        JsonNode id = resource.path("id");
        if (id.isTextual() && !id.textValue().equals(call.patientId())) {
            throw InvalidCall.otherPatient("prefetch." + template.key());
        }
    }
}
