package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks {@code fhirAuthorization}. Its token is not kept: nothing reads from a client's server yet. */
final class Authorization {

    private static final String PATH = "fhirAuthorization";

    private Authorization() {}

    /** Refuses an authorization that is incomplete, has no server to go to, or names another patient. */
    static void check(@Nullable JsonNode node, boolean hasFhirServer, String patientId) {
        if (node == null || node.isNull()) {
            return;
        }
        if (!(node instanceof ObjectNode authorization)) {
            throw InvalidCall.invalid(PATH, "an object");
        }
        if (!hasFhirServer) {
            throw InvalidCall.missing("fhirServer");
        }
        for (String member : List.of("access_token", "token_type", "scope", "subject")) {
            requireText(authorization, member);
        }
        if (!"bearer".equalsIgnoreCase(authorization.path("token_type").textValue())) {
            throw InvalidCall.invalid(PATH + ".token_type", "Bearer");
        }
        requireInteger(authorization.get("expires_in"));
        HookCallReader.optionalText(authorization.get("patient"), PATH + ".patient")
                .filter(patient -> !patient.equals(patientId))
                .ifPresent(other -> {
                    throw InvalidCall.otherPatient(PATH + ".patient");
                });
    }

    private static void requireText(ObjectNode authorization, String member) {
        if (HookCallReader.optionalText(authorization.get(member), PATH + "." + member)
                .isEmpty()) {
            throw InvalidCall.missing(PATH + "." + member);
        }
    }

    private static void requireInteger(@Nullable JsonNode seconds) {
        if (seconds == null || seconds.isNull()) {
            throw InvalidCall.missing(PATH + ".expires_in");
        }
        if (!seconds.isIntegralNumber()) {
            throw InvalidCall.invalid(PATH + ".expires_in", "a whole number of seconds");
        }
    }
}
