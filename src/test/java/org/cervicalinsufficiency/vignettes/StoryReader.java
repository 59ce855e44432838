package org.cervicalinsufficiency.vignettes;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.cervicalinsufficiency.vignettes.Vignette.ChartFact;

/** Reads what is known of the patient: person, pregnancy, forms and chart. */
final class StoryReader {
    private static final String AUTHORED = "authored";
    private static final String STATUS = "status";
    private static final int DUE_DATE_RECORDED_DAYS_AGO = 14;

    private final FormItems items;

    StoryReader(FormItems items) {
        this.items = items;
    }

    Vignette.Story read(YamlMap yaml, LocalDate today) {
        StoryDates dates = new StoryDates(today, gestation(yaml, today));
        List<ChartFact> chart = new ArrayList<>();
        dates.gestationDays().ifPresent(days -> chart.add(dueDate(today, days)));
        yaml.elements("cervicalLength")
                .forEach(length -> chart.add(ChartReader.length(yaml.place("cervicalLength"), length, dates)));
        yaml.maps("chart").forEach(fact -> chart.add(ChartReader.fact(fact, dates)));
        return new Vignette.Story(person(yaml), dates.gestationDays(), forms(yaml, dates), chart);
    }

    private static Vignette.Person person(YamlMap yaml) {
        YamlMap person = yaml.map("person")
                .orElse(YamlMap.of(yaml.place("person"), Map.of()))
                .allowing(Set.of("gender", "born"));
        String born = person.text("born").orElse("1994");
        if (!born.equals("unknown") && !born.matches("\\d{4}(-\\d{2}){0,2}")) {
            throw person.bad("born", "\"" + born + "\" is not a year, a month, a date or \"unknown\".");
        }
        String gender = person.text("gender").orElse("female");
        return new Vignette.Person(KnownNames.check(person.place("gender"), gender, KnownNames.GENDERS), born);
    }

    private static OptionalInt gestation(YamlMap yaml, LocalDate today) {
        YamlMap pregnancy = yaml.map("pregnancy")
                .orElseThrow(() -> yaml.bad("pregnancy", "is missing; write {gestation: 18w0d} or {due: YYYY-MM-DD}."))
                .allowing(Set.of("gestation", "due"));
        if (!pregnancy.has("due")) {
            String gestation = pregnancy.required("gestation");
            return gestation.equals("unknown")
                    ? OptionalInt.empty()
                    : OptionalInt.of(StoryDates.gestation(pregnancy.place("gestation"), gestation));
        }
        LocalDate due = StoryDates.date(pregnancy.place("due"), pregnancy.required("due"));
        int days = StoryDates.PREGNANCY_DAYS - (int) ChronoUnit.DAYS.between(today, due);
        pregnancy.text("gestation").ifPresent(written -> {
            if (written.equals("unknown") || StoryDates.gestation(pregnancy.place("gestation"), written) != days) {
                throw pregnancy.bad("due", "on " + today + " this due date gives " + days / 7 + "w" + days % 7 + "d.");
            }
        });
        return OptionalInt.of(days);
    }

    private static ChartFact dueDate(LocalDate today, int days) {
        return new ChartFact(
                "Observation",
                List.of(Code.parse("due date", "loinc|11778-8")),
                Map.of(
                        "date", today.minusDays(DUE_DATE_RECORDED_DAYS_AGO).toString(),
                        "value",
                                today.plusDays((long) StoryDates.PREGNANCY_DAYS - days)
                                        .toString()));
    }

    private List<Vignette.Form> forms(YamlMap yaml, StoryDates dates) {
        List<Vignette.Form> forms = new ArrayList<>();
        if (!yaml.elements("form").equals(List.of("none"))) {
            forms.add(form(yaml.map("form").orElse(YamlMap.of(yaml.place("form"), Map.of())), dates));
        }
        yaml.maps("earlierForms").forEach(earlier -> {
            if (!earlier.has(AUTHORED)) {
                throw earlier.bad(AUTHORED, "is missing.");
            }
            forms.add(form(earlier, dates));
        });
        return forms;
    }

    private Vignette.Form form(YamlMap yaml, StoryDates dates) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String linkId : yaml.keys()) {
            if (!linkId.equals(AUTHORED) && !linkId.equals(STATUS)) {
                given.put(linkId, words(yaml, linkId, dates));
            }
        }
        return new Vignette.Form(
                authored(yaml, dates),
                yaml.text(STATUS).orElse("completed"),
                items.complete(yaml.where(), given, dates.gestationDays()));
    }

    private static String authored(YamlMap yaml, StoryDates dates) {
        String authored = yaml.text(AUTHORED).orElse("today");
        return authored.equals(Vignette.Form.MISSING) ? authored : dates.fhirDate(yaml.place(AUTHORED), authored);
    }

    private List<String> words(YamlMap yaml, String linkId, StoryDates dates) {
        FormItem item = items.item(yaml.place(linkId), linkId);
        List<String> words = yaml.texts(linkId);
        return item.type() != FormItem.Type.DATE || words.contains(FormItems.BLANK)
                ? words
                : words.stream()
                        .map(word -> dates.fhirDate(yaml.place(linkId), word))
                        .toList();
    }
}
