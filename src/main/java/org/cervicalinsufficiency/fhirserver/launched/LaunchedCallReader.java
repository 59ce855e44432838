package org.cervicalinsufficiency.fhirserver.launched;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Secret;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants.Launching;

/** Reads a launched call. The body was looked through before: it is strict JSON within the limits. */
final class LaunchedCallReader {

    private static final Set<String> MEMBERS =
            Set.of("iss", "patient", "encounter", "user", "questionnaire", "response");
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([\\x21-\\x7E]{1,16384})");
    private static final String AGAIN = "; launch the form again from the patient's chart.";
    private static final int LONGEST = 2048;

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private final CurrentTenants tenants;

    LaunchedCallReader(CurrentTenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The call.
     *
     * @param authorization all headers of this name
     * @throws LaunchRefused if a part of it has not the form it has to have, or the EHR is not registered
     */
    LaunchedCall read(LaunchedAct act, List<String> authorization, byte[] body) throws IOException {
        Secret token = token(authorization);
        ObjectNode call = object(body);
        call.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw LaunchRefused.unreadable(
                        "body",
                        "holds a member that is not known; send iss, patient, encounter, user, questionnaire and"
                                + " response only.");
            }
        });
        String iss = text(call, "iss").orElseThrow(() -> missing("iss", "the FHIR server that launched the form"));
        Launching launching = launching(iss);
        Tenant tenant = launching.tenant();
        FhirBase base = launching.base();
        String patient = text(call, "patient")
                .map(id -> id.startsWith("Patient/") ? id.substring("Patient/".length()) : id)
                .orElseThrow(() -> missing("patient", "the id of the patient in context"));
        if (!EhrAddresses.isId(patient)) {
            throw LaunchRefused.unreadable("patient", "is no id of a patient" + AGAIN);
        }
        EhrAddresses addresses = new EhrAddresses(tenant, base);
        return new LaunchedCall(
                act,
                tenant,
                base,
                token,
                patient,
                text(call, "encounter").map(encounter -> encounter(encounter, addresses)),
                text(call, "user")
                        .map(user -> addresses
                                .of(user, EhrAddresses.PEOPLE)
                                .orElseThrow(() -> LaunchRefused.unreadable(
                                        "user",
                                        "is no Practitioner, PractitionerRole, Patient or RelatedPerson of that FHIR server;"
                                                + " send the claim fhirUser, or leave it out."))),
                text(call, "questionnaire"),
                response(act, call));
    }

    private static Secret token(List<String> authorization) {
        Matcher bearer = BEARER.matcher(authorization.size() == 1 ? authorization.get(0) : "");
        if (!bearer.matches()) {
            throw new LaunchRefused(
                    401, "login", "Authorization", "must be one Bearer token, that of the launch" + AGAIN);
        }
        return new Secret(bearer.group(1));
    }

    private ObjectNode object(byte[] body) throws IOException {
        try {
            if (json.readTree(body) instanceof ObjectNode call) {
                return call;
            }
        } catch (JsonProcessingException notJson) {
            throw LaunchRefused.unreadable("body", "is no JSON; send one JSON object.");
        }
        throw LaunchRefused.unreadable("body", "is no JSON object; send one with iss and patient.");
    }

    private Launching launching(String iss) {
        return tenants.get()
                .launching(iss)
                .orElseThrow(() -> new LaunchRefused(
                        403,
                        "forbidden",
                        "iss",
                        "is not registered here for launching the form; ask the operator to register it, written exactly"
                                + " as the EHR sends it."));
    }

    private static String encounter(String given, EhrAddresses addresses) {
        return addresses
                .of(EhrAddresses.isId(given) ? "Encounter/" + given : given, Set.of("Encounter"))
                .orElseThrow(() -> LaunchRefused.unreadable(
                        "encounter", "is no Encounter of that FHIR server; send its id, or leave it out."));
    }

    private static Optional<ObjectNode> response(LaunchedAct act, ObjectNode call) {
        JsonNode given = call.path("response");
        boolean form = given.path("resourceType").asText().equals("QuestionnaireResponse");
        if (act.needsAnswers() && !form) {
            throw LaunchRefused.unreadable("response", "must be a QuestionnaireResponse; send the answers in it.");
        }
        return form ? Optional.of((ObjectNode) given) : Optional.empty();
    }

    private static Optional<String> text(ObjectNode call, String member) {
        JsonNode value = call.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST) {
            throw LaunchRefused.unreadable(member, "is no text; send it as the launch gave it, or leave it out.");
        }
        return Optional.of(value.textValue());
    }

    private static LaunchRefused missing(String field, String what) {
        return LaunchRefused.unreadable(field, "is missing: " + what + AGAIN);
    }
}
