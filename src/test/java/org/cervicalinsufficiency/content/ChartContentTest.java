package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a chart shows, and that it is what the cards rest on. */
class ChartContentTest {

    private static final String CHART = "ScreeningChart";
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(TODAY, "us", false);
    private static final int TERM = 280;

    static Stream<Path> samples() {
        return ContentFiles.in("examples").stream()
                .filter(file -> file.getFileName().toString().startsWith("bundle-"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void showsTheAgeAndTheLengthsOfASamplePatientAsTheCardsDo(Path file) {
        PatientFacts facts = facts(file);
        Assessed assessed = (Assessed) SharedKnowledge.knowledge()
                .assess(ContentFiles.BASE + "PlanDefinition/cervical-insufficiency-screening", facts, SETTINGS);
        Map<String, Object> chart = chart(facts);
        assertThat(rows(chart, "ages").stream().findFirst().map(age -> age.get("shown")))
                .isEqualTo(assessed.summary().gestationalAge());
        Set<String> values = new TreeSet<>();
        rows(chart, "lengths")
                .forEach(length -> values.add(
                        ((BigDecimal) Objects.requireNonNull(length.get("mm")))
                                        .stripTrailingZeros()
                                        .toPlainString() + " mm"));
        Set<String> told = new TreeSet<>();
        assessed.explanation().facts().stream()
                .filter(fact -> fact.code().startsWith("cervical-length"))
                .forEach(fact -> fact.value().ifPresent(told::add));
        assertThat(values).containsAll(told);
    }

    @Test
    void showsAConfirmedLengthAtItsAge() {
        Map<String, Object> chart = chart(due("2026-11-16"), length("22", "mm", "2026-06-08", "transvaginal"));
        assertThat(chart.get("pregnancy")).isEqualTo("status-pregnant");
        assertThat(rows(chart, "ages"))
                .singleElement()
                .satisfies(age -> assertThat(age)
                        .containsEntry("mark", "age-used")
                        .containsEntry("age", 126)
                        .containsEntry("shown", "18w0d")
                        .containsEntry("origin", "chart")
                        .containsEntry("ref", "Observation/due-2026-11-16"));
        assertThat(rows(chart, "lengths"))
                .singleElement()
                .satisfies(length -> assertThat(length)
                        .containsEntry("mark", "length-confirmed")
                        .containsEntry("route", "vaginal-probe")
                        .containsEntry("ages", List.of(119))
                        .containsEntry("shown", List.of("17w0d"))
                        .containsEntry("dated", LocalDate.of(2026, 6, 8)));
        assertThat(rows(chart, "windows"))
                .extracting(window -> window.get("mark"), window -> window.get("first"), window -> window.get("last"))
                .containsExactly(
                        tuple("symptom-window", "14w0d", "20w0d"), tuple("screening-window", "16w0d", "24w0d"));
        assertThat(rows(chart, "lines"))
                .extracting(line -> ((BigDecimal) Objects.requireNonNull(line.get("mm"))).intValueExact())
                .containsExactly(25, 20, 10);
    }

    @Test
    void showsEveryAgeWhereDatesConflict() {
        Map<String, Object> chart = chart(
                due("2026-11-16"),
                observation("ovulation", "11780-4", "2026-05-01", new DateTimeType("2026-10-26")),
                length("24", "mm", "2026-06-15", "transvaginal"));
        assertThat(rows(chart, "ages"))
                .extracting(age -> age.get("mark"), age -> age.get("shown"))
                .containsExactly(tuple("age-used", "18w0d"), tuple("age-other", "21w0d"));
        assertThat(rows(chart, "lengths"))
                .singleElement()
                .satisfies(length -> assertThat(length).containsEntry("shown", List.of("18w0d", "21w0d")));
    }

    @Test
    void hasNoAgeWithoutAPregnancyOrADateButStillTheLengths() {
        Map<String, Object> alone = chart(length("24", "mm", "2026-06-15", "transvaginal"));
        assertThat(alone.get("pregnancy")).isEqualTo("status-none");
        Observation denied = observation(
                "status",
                "82810-3",
                "2026-06-14",
                new CodeableConcept(new Coding("http://snomed.info/sct", "60001007", null)));
        Map<String, Object> past = chart(
                due("2026-11-16").setEffective(new DateTimeType("2026-04-01")),
                denied,
                length("24", "mm", "2026-06-15", ""));
        assertThat(past.get("pregnancy")).isEqualTo("status-not-pregnant");
        for (Map<String, Object> chart : List.of(alone, past)) {
            assertThat(rows(chart, "ages")).isEmpty();
            assertThat(rows(chart, "windows")).hasSize(2);
            assertThat(rows(chart, "lengths"))
                    .singleElement()
                    .satisfies(length ->
                            assertThat(length).containsEntry("ages", List.of()).containsEntry("shown", List.of()));
        }
    }

    @Test
    void hasNoAgeForALengthBeforeThisPregnancy() {
        Map<String, Object> chart = chart(due("2026-11-16"), length("31", "mm", "2024-02-01", "transvaginal"));
        assertThat(rows(chart, "lengths"))
                .singleElement()
                .satisfies(length -> assertThat(length)
                        .containsEntry("ages", List.of())
                        .containsEntry("dated", LocalDate.of(2024, 2, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "24, mm, transvaginal, length-confirmed, vaginal-probe, 24",
        "2.4, cm, TVUS, length-confirmed, vaginal-probe, 24",
        "24, mm, transabdominal, length-unconfirmed, through-abdomen, 24",
        "24, mm, '', length-unconfirmed, route-not-known, 24",
        "2.4, '', transvaginal, length-unclear, vaginal-probe, 24",
        "240, mm, transvaginal, length-unclear, vaginal-probe, 240",
    })
    void saysHowFarALengthIsConfirmed(
            String value, String unit, String method, String mark, String route, BigDecimal mm) {
        Map<String, Object> chart = chart(due("2026-11-16"), length(value, unit, "2026-06-15", method));
        assertThat(rows(chart, "lengths")).singleElement().satisfies(length -> {
            assertThat(length).containsEntry("mark", mark).containsEntry("route", route);
            assertThat((BigDecimal) Objects.requireNonNull(length.get("mm"))).isEqualByComparingTo(mm);
        });
    }

    /** The numbers of the windows stand in this library and in the rules; here they meet. */
    @Test
    void hasTheWindowsOfTheRules() {
        List<Map<String, Object>> windows = rows(chart(due("2026-11-16")), "windows");
        Map<String, Object> symptoms = windows.get(0);
        Map<String, Object> screening = windows.get(1);
        int first = (Integer) Objects.requireNonNull(screening.get("firstDay"));
        int last = (Integer) Objects.requireNonNull(screening.get("lastDay"));
        for (int age : new int[] {first - 1, first, last, last + 1}) {
            PatientFacts facts = at(age);
            assertThat(value("CervicalInsufficiencyScreening", "ImagingFromSixteenWeeks", facts))
                    .as("imaging at day %d", age)
                    .isEqualTo(age >= first && age <= last);
            assertThat(value("ScreeningAssessment", "Route", facts))
                    .as("route at day %d", age)
                    .isEqualTo(age <= last ? "standard" : "window-closed");
        }
        int signs = (Integer) Objects.requireNonNull(symptoms.get("firstDay"));
        for (int age : new int[] {signs - 1, signs}) {
            List<?> zones = (List<?>) value("ScreeningAssessment", "Triage", at(age));
            assertThat(zones)
                    .singleElement()
                    .satisfies(zone -> assertThat(plain(zone).get("zone")).isEqualTo(age < signs ? "early" : "middle"));
        }
        assertThat(ContentFiles.text(ContentFiles.ROOT.resolve("plandefinition/cervical-insufficiency-screening.json")))
                .contains(signs / 7 + "–" + (Integer) Objects.requireNonNull(symptoms.get("lastDay")) / 7 + " weeks");
    }

    @Test
    void hasTheLinesOfTheSettings() {
        Map<String, Object> settings = plain(value("ScreeningRecord", "Settings", at(126)));
        assertThat(rows(chart(), "lines"))
                .extracting(line -> line.get("mm"))
                .containsExactly(settings.get("shortMm"), settings.get("progesteroneMm"), settings.get("veryShortMm"));
    }

    @Test
    void hasWordsForEveryMark() {
        Set<String> given = new TreeSet<>();
        CqlText.all().stream()
                .filter(cql -> cql.library().equals(CHART))
                .flatMap(cql -> cql.literals().stream())
                .filter(literal -> literal.matches("(age|line|length)-.+|.+-window"))
                .forEach(given::add);
        Elm.possible(CompiledCql.define(CompiledCql.ASSESSMENT, "Status"))
                .forEach(status -> given.add("status-" + status));
        assertThat(given).isEqualTo(Labels.of("chart-mark"));
        assertThat(Labels.codeSystem("chart-mark").getConcept())
                .allMatch(concept -> Labels.isIn(concept, "es") && concept.hasDefinition());
        assertThat(Labels.of("screening-answer")).contains("vaginal-probe", "through-abdomen", "route-not-known");
    }

    @Test
    void publishesOneDefine() {
        assertThat(CompiledCql.oneWordDefines(CHART)).contains("Chart").isSubsetOf("Chart", "Windows", "Lines");
    }

    private static Map<String, Object> chart(Resource... resources) {
        return chart(facts(resources));
    }

    private static Map<String, Object> chart(PatientFacts facts) {
        return plain(value(CHART, "Chart", facts));
    }

    private static Object value(String library, String define, PatientFacts facts) {
        return SharedKnowledge.knowledge()
                .value(library, define, facts, SETTINGS)
                .orElseThrow();
    }

    private static List<Map<String, Object>> rows(Map<String, Object> chart, String name) {
        return ((List<?>) Objects.requireNonNull(chart.get(name)))
                .stream().map(ChartContentTest::plain).toList();
    }

    private static Map<String, Object> plain(Object tuple) {
        Map<String, Object> plain = new TreeMap<>();
        ((Map<?, ?>) tuple).forEach((name, value) -> plain.put((String) name, value));
        return plain;
    }

    private static PatientFacts at(int days) {
        return facts(due(TODAY.plusDays(TERM - days).toString()));
    }

    private static PatientFacts facts(Resource... resources) {
        Patient patient = new Patient();
        patient.setId("ada");
        patient.getBirthDateElement().setValueAsString("1994-02-03");
        return new PatientFacts(patient, Arrays.asList(resources));
    }

    private static PatientFacts facts(Path file) {
        List<Resource> resources = ContentFiles.read(Bundle.class, "examples/" + file.getFileName()).getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
        return new PatientFacts(
                (Patient) resources.get(0),
                resources.stream().filter(each -> !(each instanceof Patient)).toList());
    }

    private static Observation due(String day) {
        return observation("due-" + day, "11778-8", "2026-05-01", new DateTimeType(day));
    }

    private static Observation length(String value, String unit, String day, String method) {
        Quantity length = new Quantity().setValue(new BigDecimal(value));
        if (!unit.isEmpty()) {
            length.setUnit(unit).setSystem("http://unitsofmeasure.org").setCode(unit);
        }
        Observation observation = observation("length", "11961-0", day, length);
        if (!method.isEmpty()) {
            observation.setMethod(new CodeableConcept().setText(method));
        }
        return observation;
    }

    private static Observation observation(String id, String loinc, String day, org.hl7.fhir.r4.model.Type value) {
        Observation observation = new Observation()
                .setStatus(Observation.ObservationStatus.FINAL)
                .setCode(new CodeableConcept(new Coding("http://loinc.org", loinc, null)))
                .setSubject(new Reference("Patient/ada"))
                .setEffective(new DateTimeType(day))
                .setValue(value);
        observation.setId("Observation/" + id);
        return observation;
    }
}
