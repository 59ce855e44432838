package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HookRequestsTest {
    private static final String SERVICE = "cervical-insufficiency-encounter-start";

    private static JsonNode call(String id) throws JsonProcessingException {
        return new ObjectMapper().readTree(HookRequests.prefetchCall(SERVICE, Vignettes.named(id)));
    }

    @Test
    void nameHookAndContext() throws JsonProcessingException {
        JsonNode call = call("v10");
        assertThat(call.path("hook").asText()).isEqualTo("encounter-start");
        assertThat(UUID.fromString(call.path("hookInstance").asText())).isNotNull();
        assertThat(call.path("context").path("patientId").asText()).isEqualTo("vignette-v10");
        assertThat(call.path("context").path("encounterId").asText()).isNotEmpty();
        assertThat(call.path("context").path("userId").asText()).startsWith("Practitioner/");
    }

    @Test
    void giveEveryPrefetchKeyAsASearchset() throws JsonProcessingException {
        JsonNode prefetch = call("v10").path("prefetch");
        assertThat(prefetch.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "patient",
                        "conditions",
                        "observations",
                        "procedures",
                        "forms",
                        "communications",
                        "service-requests");
        assertThat(prefetch.path("patient").path("resourceType").asText()).isEqualTo("Patient");
        assertThat(prefetch.path("observations").path("type").asText()).isEqualTo("searchset");
        assertThat(prefetch.path("observations").path("total").asInt()).isEqualTo(2);
        assertThat(prefetch.path("procedures").path("entry").size()).isEqualTo(1);
        assertThat(prefetch.path("forms")
                        .path("entry")
                        .get(0)
                        .path("search")
                        .path("mode")
                        .asText())
                .isEqualTo("match");
        assertThat(prefetch.path("conditions").path("total").asInt()).isZero();
        assertThat(prefetch.path("conditions").has("entry")).isFalse();
    }

    @Test
    void areTheSameEveryTime() {
        Vignette vignette = Vignettes.named("v06");
        assertThat(HookRequests.prefetchCall(SERVICE, vignette))
                .isEqualTo(HookRequests.prefetchCall(SERVICE, vignette));
    }

    @Test
    void refuseAServiceOfAnotherProduct() {
        assertThatThrownBy(() -> HookRequests.hook("other-patient-view")).hasMessageContaining("other-patient-view");
    }
}
