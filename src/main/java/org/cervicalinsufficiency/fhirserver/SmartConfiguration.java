package org.cervicalinsufficiency.fhirserver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cervicalinsufficiency.tenant.AuthorizationServer;

/** The document by which SMART clients find the authorization server ({@code .well-known/smart-configuration}). */
final class SmartConfiguration {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SmartConfiguration() {}

    static String of(AuthorizationServer server) {
        ObjectNode document = JSON.createObjectNode();
        document.put("issuer", server.issuer());
        server.jku().ifPresent(address -> document.put("jwks_uri", address));
        server.tokenEndpoint().ifPresent(address -> document.put("token_endpoint", address));
        list(document, "grant_types_supported", List.of("client_credentials"));
        list(document, "token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        list(document, "token_endpoint_auth_signing_alg_values_supported", server.algorithms());
        list(
                document,
                "scopes_supported",
                List.of("system/*.rs", "system/*.read", "system/QuestionnaireResponse.crus", "system/AuditEvent.rs"));
        list(document, "code_challenge_methods_supported", List.of("S256"));
        list(document, "capabilities", List.of("client-confidential-asymmetric", "permission-v1", "permission-v2"));
        return document.toString();
    }

    private static void list(ObjectNode document, String name, List<String> values) {
        ArrayNode array = document.putArray(name);
        values.forEach(array::add);
    }
}
