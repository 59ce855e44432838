package org.cervicalinsufficiency.cdshooks;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param day the day that the evaluation is about, where a trial names another than today
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
        Map<String, String> extension,
        Optional<LocalDate> day) {

    /** Native triggers of an EHR that has no hook of the standard for them: problems, orders, stays, charts. */
    private static final Set<String> TRIGGERS = Set.of("5", "6", "7", "18", "23", "26", "27", "29", "60");

    /** Copies the lists. */
    public HookCall {
        languages = List.copyOf(languages);
        extension = Map.copyOf(extension);
    }

    /** A call that is about today. */
    public HookCall(
            Caller caller,
            String hook,
            String hookInstance,
            String patientId,
            String userId,
            Optional<String> encounterId,
            Optional<String> fhirServer,
            List<Locale> languages,
            Map<String, String> extension) {
        this(
                caller,
                hook,
                hookInstance,
                patientId,
                userId,
                encounterId,
                fhirServer,
                languages,
                extension,
                Optional.empty());
    }

    /** The same call, about this day. */
    HookCall about(Optional<LocalDate> other) {
        return new HookCall(
                caller, hook, hookInstance, patientId, userId, encounterId, fhirServer, languages, extension, other);
    }

    /** The EHR's own trigger behind the hook, as one of its known values or {@code other}; empty if it names none. */
    public Optional<String> trigger() {
        return Optional.ofNullable(extension.get("com.epic.cdshooks.request.bpa-trigger-action"))
                .map(value -> TRIGGERS.contains(value) ? value : "other");
    }
}
