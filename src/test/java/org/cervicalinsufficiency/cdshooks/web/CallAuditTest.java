package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The patient of an event is one of the server whose data were used. */
class CallAuditTest {

    private static final ServiceDefinition SERVICE =
            ServiceDefinition.fromClassPath("cervical-insufficiency-patient-view");

    private final List<AuditedCall> audited = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "https://b.example/fhir,https://b.example/fhir",
        "https://b.example/fhir/,https://b.example/fhir",
        "https://b.example:443/fhir,https://b.example/fhir",
        "https://B.EXAMPLE/fhir,https://b.example/fhir",
        "https://a.example:443/fhir,https://a.example/fhir"
    })
    void namesThePatientOfTheServerThatIsAsked(String told, String registered) throws Exception {
        Caller caller = Caller.anybodyOf(ExampleTenants.local("https://a.example/fhir", "https://b.example/fhir"));
        String body = "{\"fhirServer\": \"" + told
                + "\", \"context\": {\"patientId\": \"1\", \"userId\": \"Practitioner/2\"}}";

        new CallAudit(audited::add, Clock.systemUTC())
                .failed(
                        SERVICE,
                        caller,
                        body.getBytes(StandardCharsets.UTF_8),
                        new IllegalStateException(),
                        new MockHttpServletRequest());

        assertThat(audited).singleElement().satisfies(call -> {
            assertThat(call.patient()).isEqualTo(registered + "/Patient/1");
            assertThat(call.who().user()).isEqualTo(registered + "/Practitioner/2");
        });
    }
}
