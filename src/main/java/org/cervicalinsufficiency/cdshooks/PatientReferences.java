package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whose an entry is. References match on type and id; a version is ignored, an absolute one must stand on the
 * client's own server.
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

    PatientReferences(HookCall call) {
        this.patientId = call.patientId();
        this.fhirServer = call.fhirServer();
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
        return base.isEmpty() || fhirServer.isEmpty() || sameBase(base.get(), fhirServer.get());
    }

    /** Scheme and host are compared without regard to case, the path with it. */
    private static boolean sameBase(String one, String other) {
        int path = Math.max(one.indexOf('/', "https://".length()), 0);
        return one.length() == other.length()
                && one.substring(path).equals(other.substring(path))
                && one.equalsIgnoreCase(other);
    }
}
