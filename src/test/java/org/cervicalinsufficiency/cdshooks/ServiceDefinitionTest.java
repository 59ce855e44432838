package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that could not be published as they stand are refused at start-up. */
class ServiceDefinitionTest {

    @ParameterizedTest(name = "{0} is published with its essentials")
    @ValueSource(
            strings = {
                "cervical-insufficiency-encounter-start",
                "cervical-insufficiency-patient-view",
                "cervical-insufficiency-encounter-discharge"
            })
    void readsTheShippedFiles(String id) {
        ServiceDefinition definition = ServiceDefinition.fromClassPath(id);

        assertThat(id).endsWith(definition.hook());
        assertThat(definition.essential()).containsExactlyInAnyOrder("patient", "conditions", "observations");
        assertThat(definition.prefetch().keySet())
                .containsExactly(
                        "patient",
                        "conditions",
                        "observations",
                        "procedures",
                        "forms",
                        "communications",
                        "service-requests");
        assertThat(definition.planDefinition()).endsWith("|0.1.0");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"example-patient-view\" | \"Example\"",
                "\"title\": \"T\", | ",
                "\"title\": \"T\" | \"title\": \"\"",
                "x#0.1.0 | x",
                "&_sort=-date | &_sort=-date&_include=x",
                "&_sort=-date | &patient=x",
                "&_sort=-date | &code:not=x",
                "{{context.patientId}} | {{context.selections}}",
                "{{context.patientId}} | {{today()}}",
                "\"procedures\" | \"Procedures\"",
                "[\"patient\", | [\"nobody\",",
                "\"D\" | null",
            })
    void refuses(String from, String to) {
        String good = new String(Calls.service().json(), StandardCharsets.UTF_8);
        String bad = good.replace(from.replace('#', '|'), to == null ? "" : to);

        assertThat(bad).isNotEqualTo(good);
        assertThatThrownBy(() -> ServiceDefinition.of(Calls.bytes(bad)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("A service.json cannot be published: ");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> ServiceDefinition.fromClassPath("nope"))
                .hasMessage("There is no cds-services/nope/service.json on the class path; add the file.");
    }
}
