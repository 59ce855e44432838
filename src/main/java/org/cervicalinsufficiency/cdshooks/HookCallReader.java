package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.Secret;
import org.jspecify.annotations.Nullable;

/** Reads a call from the bytes of its body: strict JSON first, then the members in the order of the standard. */
public final class HookCallReader {

    private static final Pattern BARE_ID = Pattern.compile("(?!\\.+$)[A-Za-z0-9.-]{1,255}");
    private static final String ENCOUNTER_HOOKS = "encounter-";

    private final FhirServerRule fhirServers;

    /** A reader that takes FHIR server URLs by the given rule. */
    public HookCallReader(FhirServerRule fhirServers) {
        this.fhirServers = fhirServers;
    }

    /**
     * The call in these bytes.
     *
     * @throws InvalidCall naming the first member that is missing or wrong
     */
    HookRequest read(byte[] body, Caller caller, ServiceDefinition service, List<Locale> languages) {
        ObjectNode root = StrictJson.read(body);
        ClientDefects.note(root, caller);
        requireHook(root, service);
        String hookInstance = requiredText(root, "hookInstance", "hookInstance");
        ObjectNode context = requiredObject(root, "context");
        String patientId = bareId(requiredText(context, "patientId", "context.patientId"), "context.patientId");
        String userId = requiredText(context, "userId", "context.userId");
        Optional<String> encounterId = encounterId(context, service);
        Optional<String> fhirServer =
                optionalText(root.get("fhirServer"), "fhirServer").map(fhirServers::require);
        Optional<Secret> token = Authorization.read(root.get("fhirAuthorization"), fhirServer.isPresent(), patientId);
        HookCall call = new HookCall(
                caller,
                service.hook(),
                hookInstance,
                patientId,
                userId,
                encounterId,
                fhirServer,
                languages,
                extension(root));
        return new HookRequest(call, prefetch(root.get("prefetch")), token);
    }

    private static void requireHook(ObjectNode root, ServiceDefinition service) {
        if (!requiredText(root, "hook", "hook").equals(service.hook())) {
            throw InvalidCall.hookMismatch(service);
        }
    }

    private static Optional<String> encounterId(ObjectNode context, ServiceDefinition service) {
        String path = "context.encounterId";
        Optional<String> id = service.hook().startsWith(ENCOUNTER_HOOKS)
                ? Optional.of(requiredText(context, "encounterId", path))
                : optionalText(context.get("encounterId"), path);
        return id.map(text -> bareId(text, path));
    }

    private static ObjectNode prefetch(@Nullable JsonNode node) {
        if (isAbsent(node)) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw InvalidCall.invalid("prefetch", "an object of prefetch keys");
    }

    private static Map<String, String> extension(ObjectNode root) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (root.get("extension") instanceof ObjectNode extension) {
            extension.properties().stream()
                    .filter(member -> member.getValue().isTextual())
                    .forEach(member ->
                            texts.put(member.getKey(), member.getValue().textValue()));
        }
        return texts;
    }

    private static ObjectNode requiredObject(ObjectNode parent, String path) {
        JsonNode node = parent.get(path);
        if (isAbsent(node)) {
            throw InvalidCall.missing(path);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw InvalidCall.invalid(path, "an object");
    }

    static String requiredText(ObjectNode parent, String name, String path) {
        return optionalText(parent.get(name), path).orElseThrow(() -> InvalidCall.missing(path));
    }

    static Optional<String> optionalText(@Nullable JsonNode node, String path) {
        if (node == null || isAbsent(node)) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw InvalidCall.invalid(path, "a text that is not empty");
        }
        return Optional.of(node.textValue());
    }

    private static String bareId(String text, String path) {
        if (!BARE_ID.matcher(text).matches()) {
            throw InvalidCall.invalid(
                    path, "a bare id of 1 to 255 letters, digits, dots and hyphens, without a resource type");
        }
        return text;
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }
}
