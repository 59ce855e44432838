package org.cervicalinsufficiency.sight;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A label that holds what somebody sent never gets out. */
class PlainLabelsTest {

    private static String label(String name, String value) {
        Meter.Id id = new Meter.Id(name, Tags.of("label", value), null, null, Meter.Type.COUNTER);
        return String.valueOf(new PlainLabels().map(id).getTag("label"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "https://a.example/x", "Ünal", "a\nb", "Patient/1", "-x"})
    void becomeOther(String value) {
        assertThat(label("cds.cards", value)).isEqualTo("other");
    }

    @Test
    void aLongOneBecomesOther() {
        assertThat(label("qr.submitted", "x".repeat(101))).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200_empty", "cervical-insufficiency-patient-view", "ShortCervix", "st-mary.1", "5xx"})
    void words(String value) {
        assertThat(label("cds.cards", value)).isEqualTo(value);
    }

    @Test
    void leavesTheMetersOfOthersAlone() {
        assertThat(label("http.server.requests", "/cds-services/{id}")).isEqualTo("/cds-services/{id}");
    }
}
