package org.cervicalinsufficiency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;

/** The canary at the door of launched forms, good calls and bad ones. */
final class CanaryLaunches {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CanaryLaunches() {}

    /** Sends a body to a path. */
    @FunctionalInterface
    interface Sending {
        /** Sends. */
        void to(String path, String body) throws Exception;
    }

    /** A part of a token. */
    static String jwtPart(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends all calls to an EHR that holds a record and knows the canary's token. */
    static void send(CurrentTenants tenants, JsonNode prefetch, Sending sending) throws Exception {
        Tenants before = tenants.get();
        try (StubEhr ehr = new StubEhr().taking(CanaryIT.TOKEN)) {
            ehr.hold(prefetch);
            tenants.replace(ExampleTenants.launching("us", "en", "https://ehr.example/fhir", ehr.base()));
            ObjectNode form =
                    (ObjectNode) JSON.readTree(Files.readString(Path.of("src/test/resources/forms/last-period.json")));
            form.remove(List.of("id", "source", "subject", "author", "encounter"));
            ObjectNode call = JSON.createObjectNode().put("iss", ehr.base()).put("patient", CanaryIT.PATIENT);
            call.put("user", "Practitioner/" + CanaryIT.NUMBER).set("response", form);
            for (String act : List.of("populate", "assess", "submit", CanaryIT.NAME)) {
                String path = "/launched/" + act;
                sending.to(path, call.toString());
                sending.to(path, with(call, "patient", CanaryIT.NUMBER));
                sending.to(path, with(call, "iss", "https://" + CanaryIT.NUMBER + "/fhir"));
                sending.to(path, with(call, CanaryIT.NAME, CanaryIT.COMMENT));
            }
            ObjectNode wrong = call.deepCopy();
            ((ObjectNode) wrong.get("response")).withArray("item").addObject().put("linkId", CanaryIT.NUMBER);
            sending.to("/launched/submit", wrong.toString());
        } finally {
            tenants.replace(before);
        }
    }

    private static String with(ObjectNode call, String member, String value) {
        return call.deepCopy().put(member, value).toString();
    }
}
