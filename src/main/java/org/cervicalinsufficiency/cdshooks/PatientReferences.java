package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * Tells whose an entry is. References match on type and id; a version is ignored. Where the call names its server, an
 * absolute one must stand there, under any of the names that are registered for it; where it names none, there is nothing
 * to resolve an address against, and what the caller's own server found for this patient is about this patient.
 */
final class PatientReferences {

    /** Whose an entry is. */
    enum Owner {
        PATIENT,
        SOMEONE_ELSE,
        NOT_STATED
    }

    private static final Pattern REFERENCE =
            Pattern.compile("(?:(https?://\\S+)/)?([A-Za-z]+)/([A-Za-z0-9.-]{1,255})(?:/_history/[A-Za-z0-9.-]+)?");

    private final String patientId;
    private final Optional<String> fhirServer;
    private final Tenant tenant;

    PatientReferences(HookCall call) {
        this.patientId = call.patientId();
        this.fhirServer = call.fhirServer();
        this.tenant = call.caller().tenant();
    }

    /** Whose this resource is, by its subject or, where it has none, its patient. */
    Owner ownerOf(JsonNode resource) {
        JsonNode reference = resource.has("subject") ? resource.path("subject") : resource.path("patient");
        Matcher matcher = REFERENCE.matcher(reference.path("reference").asText());
        if (!matcher.matches()) {
            return Owner.NOT_STATED;
        }
        boolean ours = matcher.group(2).equals("Patient")
                && matcher.group(3).equals(patientId)
                && isOnOwnServer(Optional.ofNullable(matcher.group(1)));
        return ours ? Owner.PATIENT : Owner.SOMEONE_ELSE;
    }

    private boolean isOnOwnServer(Optional<String> base) {
        if (base.isEmpty() || fhirServer.isEmpty()) {
            return true;
        }
        return FhirBase.same(base.get(), fhirServer.get())
                || (tenant.isBase(fhirServer.get()) && tenant.isBase(base.get()));
    }
}
