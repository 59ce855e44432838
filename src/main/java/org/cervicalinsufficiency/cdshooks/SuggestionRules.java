package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionActionJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionJson;
import java.util.List;
import java.util.function.BiConsumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The part of {@link CardRules} about suggestions: what a clinician may accept with one click. */
final class SuggestionRules {

    /** Orders and problems, which every client known takes, and the task to fill in a form, which a site can switch off. */
    private static final List<String> TYPES = List.of("Condition", "ServiceRequest", "Task");

    private final Violations violations;
    private final BiConsumer<String, String> uuids;
    private final String patientId;

    SuggestionRules(Violations violations, BiConsumer<String, String> uuids, String patientId) {
        this.violations = violations;
        this.uuids = uuids;
        this.patientId = patientId;
    }

    void check(String at, CdsServiceResponseCardJson card) {
        List<CdsServiceResponseSuggestionJson> suggestions = card.getSuggestions();
        if (suggestions == null || suggestions.isEmpty()) {
            violations.unless(card.getSelectionBehaviour() == null, at + ".selectionBehavior needs suggestions");
            return;
        }
        violations.unless("any".equals(card.getSelectionBehaviour()), at + ".selectionBehavior must be any");
        for (int i = 0; i < suggestions.size(); i++) {
            checkSuggestion(at + ".suggestions[" + i + "]", suggestions.get(i));
        }
    }

    private void checkSuggestion(String at, CdsServiceResponseSuggestionJson suggestion) {
        violations.unless(Violations.hasText(suggestion.getLabel()), at + ".label is missing");
        uuids.accept(at, suggestion.getUuid());
        List<CdsServiceResponseSuggestionActionJson> actions = suggestion.getActions();
        boolean single = actions != null && actions.size() == 1;
        violations.unless(single, at + " needs exactly one action");
        if (single) {
            checkAction(at + ".actions[0]", actions.get(0));
        }
    }

    private void checkAction(String at, CdsServiceResponseSuggestionActionJson action) {
        violations.unless("create".equals(action.getType()), at + ".type must be create");
        violations.unless(Violations.hasText(action.getDescription()), at + ".description is missing");
        IBaseResource proposed = action.getResource();
        violations.unless(isAboutPatient(proposed), at + ".resource must be about the patient of the call");
        violations.unless(
                proposed == null || TYPES.contains(proposed.fhirType()), at + ".resource must be one of " + TYPES);
        violations.unless(
                proposed == null || proposed.getIdElement().isEmpty(), at + ".resource is new and has no id yet");
    }

    private boolean isAboutPatient(@Nullable IBaseResource proposed) {
        if (!(proposed instanceof Resource resource)) {
            return false;
        }
        Property subject = resource.getNamedProperty("subject");
        Property bearer = subject == null ? resource.getNamedProperty("for") : subject;
        return bearer == null || bearer.getValues().stream().anyMatch(this::isPatient);
    }

    private boolean isPatient(Base value) {
        return value instanceof Reference reference && ("Patient/" + patientId).equals(reference.getReference());
    }
}
