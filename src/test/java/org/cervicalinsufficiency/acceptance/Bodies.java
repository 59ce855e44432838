package org.cervicalinsufficiency.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;

/** The request bodies of the bench (BN5, BN6). */
final class Bodies {

    static final String PATIENT_VIEW = "cervical-insufficiency-patient-view";
    static final List<String> SEARCH_KEYS =
            List.of("conditions", "observations", "procedures", "forms", "communications", "service-requests");
    static final List<String> ESSENTIAL_KEYS = List.of("patient", "conditions", "observations");

    /** In scope, with cards of every indicator that a chart alone can give. */
    private static final String POSITIVE = "v02";
    /** Out of scope: not pregnant, nothing to say. */
    private static final String NEGATIVE = "v224";
    /** Somebody else with strong findings. */
    private static final String OTHER = "v01";

    /** In scope, with something that cannot wait. */
    private static final String URGENT = "v102";

    /** In scope, with questions that only the form answers. */
    private static final String UNANSWERED = "v100a";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    /** FULL: every prefetch key of P-POS. */
    static ObjectNode full() {
        return call(POSITIVE);
    }

    /** FULL for P-NEG. */
    static ObjectNode negative() {
        return call(NEGATIVE);
    }

    /** FULL for P-OTHER. */
    static ObjectNode other() {
        return call(OTHER);
    }

    /** FULL of somebody whose card leads to the form. */
    static ObjectNode unanswered() {
        return call(UNANSWERED);
    }

    /** FULL of somebody with a card that cannot wait. */
    static ObjectNode urgent() {
        return call(URGENT);
    }

    /** NONE: FULL without prefetch. */
    static ObjectNode none() {
        ObjectNode call = full();
        call.remove("prefetch");
        return call;
    }

    /** SRV: NONE with the FHIR server of the client and a token for it. */
    static ObjectNode server(String fhirServer, String accessToken) {
        ObjectNode call = none();
        call.put("fhirServer", fhirServer);
        call.putObject("fhirAuthorization")
                .put("access_token", accessToken)
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read")
                .put("subject", "cds-service");
        return call;
    }

    static ObjectNode prefetch(ObjectNode call) {
        return (ObjectNode) call.get("prefetch");
    }

    static String patientId(JsonNode call) {
        return call.at("/context/patientId").asText();
    }

    static ObjectNode emptySearch() {
        return JSON.createObjectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", 0);
    }

    /** An empty result as Epic sends it. */
    static ObjectNode noResults() {
        ObjectNode bundle = emptySearch();
        ObjectNode entry = bundle.putArray("entry").addObject();
        entry.putObject("search").put("mode", "outcome");
        ObjectNode issue = entry.putObject("resource")
                .put("resourceType", "OperationOutcome")
                .putArray("issue")
                .addObject()
                .put("severity", "warning")
                .put("code", "processing");
        issue.putObject("details")
                .putArray("coding")
                .addObject()
                .put("system", "urn:oid:1.2.840.114350.1.13.0.1.7.2.657369")
                .put("code", "4101")
                .put("display", "Resource request returns no results.");
        return bundle;
    }

    static ObjectNode failure() {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue").addObject().put("severity", "error").put("code", "exception");
        return outcome;
    }

    static ArrayNode entries(JsonNode bundle) {
        return ((ObjectNode) bundle).withArray("entry");
    }

    private static ObjectNode call(String vignette) {
        try {
            ObjectNode call =
                    (ObjectNode) JSON.readTree(HookRequests.prefetchCall(PATIENT_VIEW, Vignettes.named(vignette)));
            call.remove("fhirServer");
            return call;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
