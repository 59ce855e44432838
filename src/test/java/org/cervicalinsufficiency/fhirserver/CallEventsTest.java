package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The AuditEvent of each kind of hook call and of feedback, as it stands in {@code src/test/resources/audit}; each is valid FHIR. */
class CallEventsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/audit");
    private static final OfflineValidation VALIDATION = new OfflineValidation(List.of());
    private static final String BASE = "https://ehr.example/fhir/";

    private static AuditedCall call(String hook, String user, String patient, int status, String... topics) {
        return new AuditedCall(
                "8f1b2c3d-0000-4000-8000-000000000001",
                Instant.parse("2026-06-15T12:00:00Z"),
                new AuditedCall.Who("st-mary", "alpha", user, "192.0.2.7"),
                new AuditedCall.What(
                        "cervical-insufficiency-" + hook,
                        hook,
                        "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
                        "correlation-1"),
                patient,
                new AuditedCall.Outcome(status, List.of(topics)));
    }

    private static AuditedCall feedback() {
        return new AuditedCall(
                "8f1b2c3d-0000-4000-8000-000000000001",
                Instant.parse("2026-06-15T12:00:00Z"),
                new AuditedCall.Who("st-mary", "alpha", "", "192.0.2.7"),
                new AuditedCall.What(
                        "cervical-insufficiency-patient-view",
                        "feedback",
                        "",
                        "correlation-1",
                        new AuditedCall.Card("0b9ef3a4-1c07-4c55-9bd0-6ef5d9d3a001", "overridden")),
                "",
                new AuditedCall.Outcome(204, List.of("ShortCervix")));
    }

    static Stream<Arguments> scenarios() {
        return Stream.of(
                Arguments.of(
                        "answered",
                        call("patient-view", BASE + "Practitioner/p", BASE + "Patient/1", 200, "ShortCervix")),
                Arguments.of(
                        "answered-without-a-registered-server",
                        call("encounter-start", "Practitioner/p", "Patient/1", 200)),
                Arguments.of("data-unavailable", call("encounter-discharge", "", BASE + "Patient/1", 412)),
                Arguments.of("malformed", call("patient-view", "", "", 400)),
                Arguments.of("feedback", feedback()),
                Arguments.of("defect", call("patient-view", "", "", 500)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void isAsItShouldBe(String name, AuditedCall call) throws IOException {
        AuditEvent event = CallEvents.of(call);
        String json =
                FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true).encodeResourceToString(event);

        assertThat(VALIDATION.errors(event)).isEmpty();
        assertThat(json + "\n").isEqualTo(Files.readString(GOLDEN.resolve(name + ".json")));
    }
}
