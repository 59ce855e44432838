package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.tenant.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client does otherwise than the standard without being refused for it. It is logged, for whoever sets the client
 * up; only names of ours go into the log, never a value of the call.
 */
final class ClientDefects {

    private static final Logger LOG = LoggerFactory.getLogger("org.cervicalinsufficiency.cdshooks.calls");
    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern USER = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,255}");

    private ClientDefects() {}

    /** Writes one line if there is anything to tell. */
    static void note(ObjectNode call, Caller caller) {
        List<String> defects = of(call);
        if (!defects.isEmpty()) {
            LOG.info("hook call with defects: client={} defects={}", caller.client(), defects);
        }
    }

    /**
     * The names of the defects. {@code client_misconfigured} is a call without a patient: this is what is left of it
     * where an EHR knows the service under a slightly different address.
     */
    static List<String> of(ObjectNode call) {
        List<String> defects = new ArrayList<>();
        JsonNode context = call.path("context");
        if (context.path("patientId").asText().isBlank()) {
            defects.add("client_misconfigured");
        }
        addUnless(defects, UUID, call.path("hookInstance"), "hookInstance_is_no_uuid");
        addUnless(defects, USER, context.path("userId"), "userId_without_type");
        if (call.hasNonNull("extension") && !call.path("extension").isObject()) {
            defects.add("extension_is_no_object");
        }
        return defects;
    }

    private static void addUnless(List<String> defects, Pattern form, JsonNode text, String defect) {
        if (text.isTextual() && !form.matcher(text.textValue()).matches()) {
            defects.add(defect);
        }
    }
}
