package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
                "\"title\" | \"version\": \"STU2\", \"title\"",
                "\"title\" | \"hookVersion\": \"1.0\", \"title\"",
                "\"org.cervicalinsufficiency.plan-definition\" | \"x\": 1, \"org.cervicalinsufficiency.plan-definition\"",
                "\"D\", | \"D\", \"systemActions\": [],",
                "&_sort=-date | &encounter={{context.encounterId}}",
                "&_sort=-date | &date=2026",
                "&_sort=-date | &date=ge2026-01-01",
                "&_sort=-date | &_lastUpdated=gt2026",
                "&_sort=-date | &_summary=true",
                "&_sort=-date | &code",
                "&_sort=-date | &code=",
                "&_sort=-date | &subject.name=x",
                "&_sort=-date | &subject:Patient=x",
                "&_sort=-date | &_has:Observation:patient:code=x",
                "?patient={{context.patientId}}&_sort=-recorded-date | ?patient={{context.patientId",
                "Condition? | ?",
                "Observation? | Observation/$lastn?",
                "Patient/{{context.patientId}} | Patient/{{context.patientId}}/_history/1",
                "Patient/{{context.patientId}} | https://ehr.example/Patient/{{context.patientId}}",
                "{{context.patientId}} | {{context.draftOrders}}",
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
    void d5AServiceWithoutPrefetchHasNoSuchMember() {
        ObjectNode file = StrictJson.read(Calls.service().json());
        file.remove("prefetch");
        ((ObjectNode) file.path("extension")).remove(ServiceDefinition.ESSENTIAL);
        ServiceDefinition definition = ServiceDefinition.of(Calls.bytes(file.toString()));

        assertThat(definition.prefetch()).isEmpty();
        file.putObject("prefetch");
        assertThatThrownBy(() -> ServiceDefinition.of(Calls.bytes(file.toString())))
                .hasMessageContaining("no member may be null or empty");
    }

    @Nested
    class EveryShippedTemplate {

        static Stream<Arguments> templates() {
            return ServiceDefinitionFiles.all().stream()
                    .flatMap(service -> service.prefetch().entrySet().stream()
                            .map(entry -> Arguments.of(service.id(), entry.getKey(), entry.getValue())));
        }

        @ParameterizedTest(name = "AC-08 {0} {1}")
        @MethodSource("templates")
        void searchesAndSortsByParametersOfR4(String service, String key, String query) {
            PrefetchTemplate template = new PrefetchTemplate(key, query);
            var type = FhirContext.forR4Cached().getResourceDefinition(template.resourceType());
            for (String parameter : query.substring(query.indexOf('?') + 1).split("&")) {
                if (!template.isRead()) {
                    String name = parameter.startsWith("_sort=-")
                            ? parameter.substring(7)
                            : parameter.split("=")[0];
                    assertThat(type.getSearchParam(name)).as(name).isNotNull();
                }
            }
        }

        @ParameterizedTest(name = "AC-06 {0} {1}")
        @MethodSource("templates")
        void holdsNoTokenButThePatient(String service, String key, String query) {
            assertThat(query.replace("{{context.patientId}}", "p1"))
                    .matches("[A-Z][A-Za-z]+(/p1|\\?patient=p1(&_sort=-[a-z-]+)?)");
        }

        @ParameterizedTest(name = "P16 {0} {1}")
        @MethodSource("templates")
        void asksForAllAndNotForOnePage(String service, String key, String query) {
            assertThat(query).doesNotContain("_count", "date=", "code=");
        }
    }

    @Test
    void d6SaysWhoItIsForAndWhatIsLostWithoutData() {
        assertThat(ServiceDefinitionFiles.all()).hasSize(3).allSatisfy(service -> {
            String json = new String(service.json(), StandardCharsets.UTF_8);
            assertThat(json).contains("FHIR R4 only", "pregnan", "weeks", "412", "could not be assessed");
        });
        assertThat(new String(
                        ServiceDefinition.fromClassPath("cervical-insufficiency-patient-view")
                                .json(),
                        StandardCharsets.UTF_8))
                .contains("not on every chart that opens");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> ServiceDefinition.fromClassPath("nope"))
                .hasMessage("There is no cds-services/nope/service.json on the class path; add the file.");
    }
}
