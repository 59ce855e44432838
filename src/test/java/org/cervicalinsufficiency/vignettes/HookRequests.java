package org.cervicalinsufficiency.vignettes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** CDS Hooks requests made from vignettes. */
public final class HookRequests {
    static final String EHR = "https://ehr.example/fhir/";

    private static final String SERVICE_PREFIX = "cervical-insufficiency-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private HookRequests() {}

    /** A call of a service with every prefetch key given, a searchset for each, empty where there is nothing. */
    public static String prefetchCall(String serviceId, Vignette vignette) {
        VignettePatient patient = new VignettePatient(vignette);
        List<ObjectNode> resources = patient.entries();
        ObjectNode call = JSON.createObjectNode();
        call.put("hook", hook(serviceId));
        call.put("hookInstance", instance(serviceId, vignette));
        vignette.doors().fhirServer().ifPresent(base -> call.put("fhirServer", base));
        call.putObject("context")
                .put("userId", "Practitioner/vignette-clinician")
                .put("patientId", patient.id())
                .put("encounterId", patient.id() + "-encounter");
        ObjectNode prefetch = call.putObject("prefetch");
        prefetch.set("patient", resources.get(0));
        prefetch.set("conditions", searchset("Condition", resources));
        prefetch.set("observations", searchset("Observation", resources));
        prefetch.set("procedures", searchset("Procedure", resources));
        prefetch.set("forms", searchset("QuestionnaireResponse", resources));
        prefetch.set("communications", searchset("Communication", resources));
        prefetch.set("service-requests", searchset("ServiceRequest", resources));
        return call.toPrettyString();
    }

    /** The hook of a service: its id without the name of the product. */
    static String hook(String serviceId) {
        if (!serviceId.startsWith(SERVICE_PREFIX)) {
            throw new IllegalArgumentException(
                    "The service id " + serviceId + " does not start with " + SERVICE_PREFIX);
        }
        return serviceId.substring(SERVICE_PREFIX.length());
    }

    private static String instance(String serviceId, Vignette vignette) {
        byte[] name = (serviceId + "/" + vignette.id()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private static JsonNode searchset(String type, List<ObjectNode> resources) {
        List<ObjectNode> found = resources.stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
        ObjectNode bundle = JSON.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "searchset").put("total", found.size());
        for (ObjectNode resource : found) {
            ObjectNode entry = bundle.withArray("entry").addObject();
            entry.put("fullUrl", EHR + type + "/" + resource.path("id").asText());
            entry.set("resource", resource);
            entry.putObject("search").put("mode", "match");
        }
        return bundle;
    }
}
