package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is taken although the standard says otherwise is told to whoever sets the client up. */
@ExtendWith(OutputCaptureExtension.class)
class ClientDefectsTest {

    @ParameterizedTest(name = "{0}: {1} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "R3 | d1577c69-dfbe-44ad-ba6d-3e05e953b2ea | 123 | hookInstance_is_no_uuid",
                "R4b | Practitioner/1 | jdoe | userId_without_type",
                "R7 | \"prefetch\": null | \"extension\": [] | extension_is_no_object",
                "EP11 | \"patientId\": \"p1\" | \"x\": 1 | client_misconfigured",
            })
    void areNamed(String rule, String good, String other, String defect) {
        assertThat(ClientDefects.of(
                        StrictJson.read(Calls.bytes(Calls.body("null").replace(good, other)))))
                .containsExactly(defect);
    }

    @Test
    void aGoodCallHasNone() {
        assertThat(ClientDefects.of(StrictJson.read(Calls.bytes(Calls.body("null")))))
                .isEmpty();
    }

    @Test
    void ep11ACallStrippedOfItsDataIsLoggedAndRefused(CapturedOutput output) {
        byte[] body = Calls.bytes("{\"hook\": \"patient-view\", \"hookInstance\": \"canary-1\", \"context\": {}}");
        InvalidCall refusal = catchThrowableOfType(
                InvalidCall.class,
                () -> new HookCallReader(FhirServerRule.HTTPS_ONLY)
                        .read(body, ExampleTenants.caller(), Calls.service(), List.of()));

        assertThat(refusal.problem()).isEqualTo(Problem.FIELD_MISSING);
        assertThat(output)
                .contains("client=anybody defects=[client_misconfigured, hookInstance_is_no_uuid]")
                .doesNotContain("canary-1");
    }
}
