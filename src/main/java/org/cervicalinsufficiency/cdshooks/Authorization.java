package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Secret;
import org.jspecify.annotations.Nullable;

/** Reads {@code fhirAuthorization}. Of it only the token is kept, for the length of the call. */
final class Authorization {

    private static final String PATH = "fhirAuthorization";

    private Authorization() {}

    /**
     * The token, if there is one.
     *
     * @throws InvalidCall if the authorization is incomplete, has no server to go to, or names another patient
     */
    static Optional<Secret> read(@Nullable JsonNode node, boolean hasFhirServer, String patientId) {
        if (node == null || node.isNull()) {
            return Optional.empty();
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
        return Optional.of(new Secret(authorization.path("access_token").textValue()));
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
