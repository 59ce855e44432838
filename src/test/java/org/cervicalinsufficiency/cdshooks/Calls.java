package org.cervicalinsufficiency.cdshooks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.ExampleTenants;

/** Service definitions and calls for tests. */
public final class Calls {

    /** The patient of every call here. */
    public static final String PATIENT = "p1";

    private Calls() {}

    /** A patient-view service with one read key, two essential search keys and one supporting key. */
    public static ServiceDefinition service() {
        return service("example-patient-view", "patient-view");
    }

    /** A service of this id and hook. */
    public static ServiceDefinition service(String id, String hook) {
        return ServiceDefinition.of(bytes("""
                {"hook": "%s", "id": "%s", "title": "T", "description": "D", "usageRequirements": "FHIR R4 only.",
                 "prefetch": {"patient": "Patient/{{context.patientId}}",
                              "conditions": "Condition?patient={{context.patientId}}&_sort=-recorded-date",
                              "observations": "Observation?patient={{context.patientId}}&_sort=-date",
                              "procedures": "Procedure?patient={{context.patientId}}&_sort=-date"},
                 "extension": {"org.cervicalinsufficiency.plan-definition": "https://example.org/PlanDefinition/x|0.1.0",
                               "org.cervicalinsufficiency.essential": ["patient", "conditions", "observations"]}}
                """.formatted(hook, id)));
    }

    /** A call about the patient, from a client whose server is {@code https://ehr.example/r4}. */
    public static HookCall call() {
        return new HookCall(
                ExampleTenants.caller(),
                "patient-view",
                "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
                PATIENT,
                "Practitioner/1",
                Optional.empty(),
                Optional.of("https://ehr.example/r4"),
                List.of(Locale.ENGLISH),
                Map.of());
    }

    /** A patient-view body with this prefetch. */
    public static String body(String prefetch) {
        return """
                {"hook": "patient-view", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
                 "context": {"userId": "Practitioner/1", "patientId": "p1"}, "prefetch": %s}
                """.formatted(prefetch);
    }

    /** A prefetch with everything the service needs. */
    public static String fullPrefetch() {
        return """
                {"patient": {"resourceType": "Patient", "id": "p1"}, "conditions": null, "observations": null,
                 "procedures": null}
                """;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
