package org.cervicalinsufficiency.vignettes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How a large EHR writes a call: absolute references, outcomes in empty Bundles, extensions, keys of its own. */
final class EpicDialect {

    static final String TRIGGER = "com.epic.cdshooks.request.bpa-trigger-action";

    static final String NO_RESULTS = """
            {"resourceType": "Bundle", "type": "searchset", "total": 0, "entry": [{"resource":
              {"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "processing",
               "details": {"coding": [{"system": "urn:oid:1.2.840.114350.1.13.0.1.7.2.657369", "code": "4101",
                 "display": "Resource request returns no results."}]}}]}, "search": {"mode": "outcome"}}]}""";

    private EpicDialect() {}

    /** The same call in the dialect. */
    static ObjectNode of(ObjectNode plain) {
        ObjectNode call = plain.deepCopy();
        call.put("fhirServer", HookRequests.EHR);
        ObjectNode extension = call.putObject("extension").put(TRIGGER, "6");
        for (String name : List.of(
                "cds-hooks-specification-version",
                "fhir-version",
                "criteria-id",
                "epic-version",
                "cds-hooks-implementation-version")) {
            extension.put("com.epic.cdshooks.request." + name, name.equals("fhir-version") ? "R4" : "1.0");
        }
        extension.putObject("https://cds-hooks.org/experimental/long-running").put("x", 1);
        ((ObjectNode) call.path("context")).put("userId", "PractitionerRole/eM5CWtq15N0WJeuCet5bJlQ3");
        ObjectNode prefetch = (ObjectNode) call.path("prefetch");
        prefetch.set("-user", HookInProcess.tree("{\"resourceType\": \"PractitionerRole\", \"id\": \"x\"}"));
        String patient = call.at("/context/patientId").asText();
        for (String key :
                List.of("conditions", "observations", "procedures", "forms", "communications", "service-requests")) {
            JsonNode bundle = prefetch.path(key);
            prefetch.set(
                    key,
                    bundle.path("entry").isEmpty()
                            ? HookInProcess.tree(NO_RESULTS)
                            : HookInProcess.tree(bundle.toString()
                                    .replace(
                                            "\"Patient/" + patient + "\"",
                                            "\"" + HookRequests.EHR + "Patient/" + patient + "\"")
                                    .replace("\"category\":[{", "\"category\":{")
                                    .replace("}],\"code\":", "},\"code\":")));
        }
        return call;
    }
}
