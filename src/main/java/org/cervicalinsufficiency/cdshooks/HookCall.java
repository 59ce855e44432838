package org.cervicalinsufficiency.cdshooks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;

/**
 * One call of a hook, checked against CDS Hooks 2.0.1: what is here has the form the standard asks for.
 *
 * @param caller who calls, and whose patients the call is about
 * @param hook the hook that fired, always that of the service called
 * @param hookInstance the client's own id for this firing; any text, often a UUID
 * @param patientId the bare id of the patient in context
 * @param userId who is at the screen, usually {@code Type/id}
 * @param encounterId the bare id of the encounter, where the hook has one
 * @param fhirServer base URL of the client's FHIR server without a trailing slash
 * @param languages the languages the client accepts, most wanted first
 * @param extension the text members of the request's extension
 */
public record HookCall(
        Caller caller,
        String hook,
        String hookInstance,
        String patientId,
        String userId,
        Optional<String> encounterId,
        Optional<String> fhirServer,
        List<Locale> languages,
        Map<String, String> extension) {

    /** Copies the lists. */
    public HookCall {
        languages = List.copyOf(languages);
        extension = Map.copyOf(extension);
    }
}
