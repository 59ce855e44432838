package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.TriggerDefinition;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The services and the plans behind them agree: hooks, endpoints, data asked for, words for data that did not come. */
class ServicesContentTest {

    private static final String ENDPOINT = "http://hl7.org/fhir/StructureDefinition/cqf-cdsHooksEndpoint";

    static List<ServiceDefinition> services() {
        try (Stream<Path> folders = Files.list(Path.of("cds-services"))) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> ServiceDefinition.of(
                            ContentFiles.text(folder.resolve("service.json")).getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<PlanDefinition> plans() {
        return ArtifactSet.all(PlanDefinition.class);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void answerTheHooksThatThePlanIsTriggeredBy(PlanDefinition plan) {
        Set<String> hooks = behind(plan).stream().map(ServiceDefinition::hook).collect(Collectors.toSet());
        assertThat(hooks).isNotEmpty();
        assertThat(plan.getAction()).allSatisfy(card -> assertThat(events(card)).isEqualTo(hooks));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void areTheEndpointOfThePlan(PlanDefinition plan) {
        List<ServiceDefinition> services = behind(plan);
        String endpoint =
                services.size() == 1 ? "cds-services/" + services.get(0).id() : "cds-services";
        assertThat(plan.getExtensionByUrl(ENDPOINT).getValue())
                .isInstanceOfSatisfying(
                        UriType.class, uri -> assertThat(uri.getValue()).isEqualTo(endpoint));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void getOneTopicAndNoChildTriggerFromACard(PlanDefinition plan) {
        assertThat(plan.getAction()).allSatisfy(card -> {
            assertThat(card.getCode()).hasSize(1);
            assertThat(card.getCodeFirstRep().getCoding()).hasSize(1);
            assertThat(card.getAction()).noneMatch(PlanDefinitionActionComponent::hasTrigger);
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void pointAtAPlanOfTheSet(ServiceDefinition service) {
        assertThat(plans())
                .extracting(plan -> plan.getUrl() + "|" + plan.getVersion())
                .contains(service.planDefinition());
    }

    @ParameterizedTest
    @MethodSource("services")
    void askForWhatTheCqlReadsAndNothingElse(ServiceDefinition service) {
        assertThat(types(service)).isEqualTo(Retrieves.types()).contains("Patient");
        assertThat(service.prefetch()).hasSameSizeAs(types(service));
    }

    /** A filter in a query would leave out what an unfiltered retrieve relies on. */
    @ParameterizedTest
    @MethodSource("services")
    void askForWholeTypes(ServiceDefinition service) {
        assertThat(service.prefetch().values()).allMatch(ServicesContentTest::isWhole);
    }

    @Test
    void areMissedWithAFilter() {
        assertThat(List.of(
                        "Observation?patient={{context.patientId}}&code=http://loinc.org|11961-0",
                        "Condition?patient={{context.patientId}}&clinical-status=active"))
                .noneMatch(ServicesContentTest::isWhole);
    }

    @Test
    void areMissedWithAnotherTrigger() {
        var card = new PlanDefinitionActionComponent();
        card.addTrigger(new TriggerDefinition()
                .setType(TriggerDefinition.TriggerType.NAMEDEVENT)
                .setName("patient-view"));
        card.addTrigger(new TriggerDefinition().setType(TriggerDefinition.TriggerType.DATAADDED));
        assertThat(events(card)).containsExactlyInAnyOrder("patient-view", "not a named event");
    }

    @ParameterizedTest
    @MethodSource("services")
    void haveAWordForEachKeyThatDidNotCome(ServiceDefinition service) {
        assertThat(service.prefetch().keySet())
                .allSatisfy(key -> assertThat(Labels.of("card-text")).contains("source-" + key));
    }

    @Test
    void haveAWordForEachReasonAndNoReasonWithoutAWord() {
        assertThat(Labels.of("data-gap"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(GapReason.values()).map(GapReason::code).toList());
    }

    private static List<ServiceDefinition> behind(PlanDefinition plan) {
        String canonical = plan.getUrl() + "|" + plan.getVersion();
        return services().stream()
                .filter(service -> service.planDefinition().equals(canonical))
                .toList();
    }

    private static Set<String> events(PlanDefinitionActionComponent card) {
        return card.getTrigger().stream()
                .map(trigger -> trigger.getType() == TriggerDefinition.TriggerType.NAMEDEVENT
                        ? trigger.getName()
                        : "not a named event")
                .collect(Collectors.toSet());
    }

    private static Set<String> types(ServiceDefinition service) {
        return service.prefetch().values().stream()
                .map(query -> query.split("[/?]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWhole(String query) {
        return query.matches("Patient/\\{\\{context\\.patientId}}"
                + "|[A-Z]\\w+\\?patient=\\{\\{context\\.patientId}}(&_sort=-[a-z-]+)?");
    }
}
