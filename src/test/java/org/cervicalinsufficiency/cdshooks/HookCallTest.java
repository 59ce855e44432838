package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trigger of an EHR behind the hook: a value of a fixed list, so that it may stand in a log line or a metric. */
class HookCallTest {

    @ParameterizedTest(name = "EP8 {0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"5\" | 5",
                "\"6\" | 6",
                "\"7\" | 7",
                "\"18\" | 18",
                "\"23\" | 23",
                "\"26\" | 26",
                "\"27\" | 27",
                "\"29\" | 29",
                "\"60\" | 60",
                "\"61\" | other",
                "\"Jane Doe\" | other",
                "\"\" | other",
                "6 | none",
                "null | none",
                "{} | none",
            })
    void hasABoundedTrigger(String value, String expected) {
        String extension = "\"extension\": {\"com.epic.cdshooks.request.bpa-trigger-action\": " + value + "}";
        HookCall call = new HookCallReader(FhirServerRule.HTTPS_ONLY)
                .read(
                        Calls.bytes(Calls.body("null").replace("\"prefetch\": null", extension)),
                        ExampleTenants.caller(),
                        Calls.service(),
                        List.of())
                .call();

        assertThat(call.trigger().orElse("none")).isEqualTo(expected);
    }
}
