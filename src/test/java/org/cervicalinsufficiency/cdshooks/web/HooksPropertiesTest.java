package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that cannot be meant stop the start with a sentence. */
class HooksPropertiesTest {

    @ParameterizedTest(name = "refuses the origin {0}")
    @ValueSource(strings = {"*", "ehr.example", "https://ehr.example/", "https://ehr.example/x", "null", ""})
    void refusesOrigins(String origin) {
        assertThatThrownBy(() -> new HooksProperties(true, 65536, List.of(origin), false, false, false))
                .hasMessageContaining("screening.hooks.allowed-origins")
                .hasMessageContaining("scheme://host");
    }

    @ParameterizedTest(name = "refuses a body of {0} bytes")
    @ValueSource(ints = {0, 65535, 16777217})
    void refusesBodyLimits(int bytes) {
        assertThatThrownBy(() -> new HooksProperties(true, bytes, List.of(), false, false, false))
                .hasMessageContaining("screening.hooks.max-body-bytes is " + bytes);
    }

    @Test
    void takesOrigins() {
        List<String> origins = List.of("http://localhost:4300", "https://ehr.example", "http://[::1]:8080");

        assertThat(new HooksProperties(true, 65536, origins, false, false, false).allowedOrigins())
                .isEqualTo(origins);
    }
}
