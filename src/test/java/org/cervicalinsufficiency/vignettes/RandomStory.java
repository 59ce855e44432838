package org.cervicalinsufficiency.vignettes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A made-up patient for properties: gestation, answers and chart entries drawn at random, told as a vignette so that it
 * goes through the same reader and builder as the reviewed cases.
 *
 * @param gestationDays gestation today, in days
 * @param answers answers by linkId, in the words of {@code form-items.tsv}
 * @param chart chart entries, as lines of a vignette
 */
record RandomStory(int gestationDays, Map<String, String> answers, List<String> chart) {

    private static final List<String> YES_NO_UNKNOWN = List.of("yes", "no", "don't know", "blank");

    /** History questions that take yes, no or don't know. */
    static final List<String> HISTORY = List.of(
            "ob.loss2t",
            "ob.sptb",
            "ob.pprom",
            "ob.ci-dx",
            "ob.stitch-past",
            "ob.cs-full",
            "ob.cervical-tear",
            "ob.short-cx",
            "gyn.asherman",
            "cong.des");

    /** Symptoms that call for care the same day or at once, wherever they count. */
    static final List<String> RED_FLAGS = List.of(
            "sym.heavy-bleed",
            "sym.severe",
            "sym.seen",
            "sym.fluid",
            "sym.bleeding",
            "sym.tightenings",
            "sym.bulge",
            "sym.fever");

    private static final List<String> MILD_SYMPTOMS =
            List.of("sym.pressure", "sym.backache", "sym.cramps", "sym.discharge", "sym.spotting");

    private static final List<String> SYMPTOMS =
            Stream.concat(MILD_SYMPTOMS.stream(), RED_FLAGS.stream()).toList();

    /** Answers to questions with a choice that are risk factors. */
    static final Map<String, String> CHOSEN_FACTORS = Map.of(
            "gyn.excision", "cone",
            "gyn.dnc-count", "2 or more",
            "cong.uterus", "two-horned",
            "cong.collagen", "Ehlers-Danlos");

    /** Entries of the record that are risk factors, whatever the form says. */
    static final List<String> FACTOR_ENTRIES = List.of(
            "{resource: Condition, code: icd10cm|Q51.3}",
            "{resource: Condition, code: snomed|17382005, date: 2019-03-01}",
            "{resource: Condition, code: icd10cm|O71.3, date: 2018}",
            "{resource: Procedure, code: snomed|90442009, date: 2021-05-05}",
            "{resource: Observation, code: loinc|11961-0, value: 24, unit: mm, date: 2 days ago, method: transvaginal}");

    private static final Map<String, List<String>> CHOICES = Map.of(
            "preg.fetuses", List.of("one", "two", "three or more", "don't know"),
            "preg.stitch-now", List.of("yes", "no", "don't know"),
            "gyn.excision", List.of("loop", "cone", "cervix removed", "ablation only", "none", "don't know"),
            "gyn.dnc-count", List.of("none", "1", "2 or more", "don't know"),
            "cong.uterus", List.of("two-horned", "arcuate", "none", "don't know"),
            "cong.collagen", List.of("Ehlers-Danlos", "no", "don't know"));

    private static final Map<String, String> UNREMARKABLE = Map.of(
            "preg.fetuses", "one",
            "preg.stitch-now", "no",
            "gyn.excision", "none",
            "gyn.dnc-count", "none",
            "cong.uterus", "none",
            "cong.collagen", "no");

    private static final List<String> ENTRIES = List.of(
            "{resource: Condition, code: icd10cm|Q51.3}",
            "{resource: Condition, code: snomed|17382005, date: 2019-03-01}",
            "{resource: Condition, code: snomed|17382005, date: 20 days ago, verification: refuted}",
            "{resource: Condition, code: snomed|17382005, date: 20 days ago, verification: provisional}",
            "{resource: Condition, code: icd10cm|O34.32, date: 10 days ago}",
            "{resource: Condition, code: icd10cm|O30.042, date: 10 days ago}",
            "{resource: Condition, code: icd10cm|Z87.51}",
            "{resource: Condition, code: icd10cm|N88.3}",
            "{resource: Condition, code: icd10cm|O71.3, date: 2018}",
            "{resource: Condition, code: snomed|36813001, date: 10 days ago}",
            "{resource: Condition, code: snomed|34842007, date: 3 days ago}",
            "{resource: Condition, code: snomed|161891005, date: 2 days ago}",
            "{resource: Condition, code: snomed|16607004, date: 3 days ago}",
            "{resource: Procedure, code: snomed|90442009, date: 2021-05-05}",
            "{resource: Procedure, code: snomed|90442009, date: 15 days ago}",
            "{resource: Procedure, code: snomed|11401008, date: 2017}",
            "{resource: Observation, code: loinc|11961-0, value: 24, unit: mm, date: 2 days ago}",
            "{resource: Observation, code: loinc|11961-0, value: 9, unit: mm, date: 2 days ago, method: transvaginal}",
            "{resource: Observation, code: loinc|11961-0, value: 31, unit: mm, date: 9 days ago, method: transvaginal}",
            "{resource: Observation, code: loinc|11961-0, value: 4, unit: none, date: 2 days ago}",
            "{resource: Observation, code: loinc|11778-8, value: 2026-10-01, date: 4 days ago}",
            "{resource: Observation, code: loinc|11778-8, value: 2026-10-20, date: 4 days ago}",
            "{resource: Observation, code: loinc|11779-6, value: 2026-11-01, date: 4 days ago}",
            "{resource: Observation, code: loinc|11779-6, value: 2026-11-09, date: 4 days ago}",
            "{resource: Observation, code: loinc|18185-9, value: 20, unit: wk, date: 4 days ago}",
            "{resource: Observation, code: loinc|49052-4, value: 155, unit: d, date: 4 days ago}",
            "{resource: Condition, code: icd10cm|Z3A.20, date: 4 days ago}",
            "{resource: Condition, code: icd10cm|Z3A.25, date: 4 days ago}",
            "{resource: Observation, code: loinc|11878-6, value: 1, date: 4 days ago}",
            "{resource: Observation, code: loinc|11878-6, value: 2, date: 4 days ago}",
            "{resource: Observation, code: loinc|82810-3, value: snomed|77386006, date: 40 days ago}",
            "{resource: Observation, code: loinc|11961-0, value: 22, unit: mm, date: 2 days ago, method: transvaginal}",
            "{resource: Observation, code: loinc|11961-0, value: 27, unit: mm, date: 2 days ago, method: transvaginal}",
            "{resource: Observation, code: loinc|11786-1, value: 2, date: 4 days ago}",
            "{resource: Observation, code: loinc|11786-1, value: 0, date: 4 days ago}",
            "{resource: Observation, code: loinc|82810-3, value: snomed|60001007, date: 40 days ago}",
            "{resource: Observation, code: loinc|8310-5, value: 38.1, unit: Cel, date: today}");

    RandomStory {
        answers = new TreeMap<>(answers);
        chart = List.copyOf(chart);
    }

    /** Half of the stories are full of findings, half have few, so that every tier and route is met. */
    static Arbitrary<RandomStory> any() {
        return Arbitraries.oneOf(story(answersOf(false), 5), story(answersOf(true), 1));
    }

    private static Arbitrary<RandomStory> story(Arbitrary<Map<String, String>> answers, int entries) {
        return Combinators.combine(
                        Arbitraries.integers().between(50, 275),
                        answers,
                        Arbitraries.of(ENTRIES).list().ofMaxSize(entries))
                .as(RandomStory::new);
    }

    /** Stories with many entries of the same day, so that no date decides between them. */
    static Arbitrary<RandomStory> ofOneDay() {
        List<String> sameDay = ENTRIES.stream()
                .filter(entry -> entry.contains("4 days ago") || entry.contains("date: 2 days ago"))
                .toList();
        return Combinators.combine(
                        Arbitraries.integers().between(50, 275),
                        answersOf(false),
                        Arbitraries.of(sameDay)
                                .list()
                                .uniqueElements()
                                .ofMinSize(3)
                                .ofMaxSize(9))
                .as(RandomStory::new);
    }

    private static Arbitrary<Map<String, String>> answersOf(boolean calm) {
        Map<String, Arbitrary<String>> words = new LinkedHashMap<>();
        HISTORY.forEach(linkId -> words.put(linkId, drawn("no", YES_NO_UNKNOWN, calm ? 30 : 0)));
        CHOICES.forEach((linkId, options) ->
                words.put(linkId, drawn(UNREMARKABLE.getOrDefault(linkId, "no"), options, calm ? 30 : 0)));
        SYMPTOMS.forEach(linkId -> words.put(linkId, drawn("no", List.of("yes", "don't know"), calm ? 30 : 9)));
        List<String> linkIds = new ArrayList<>(words.keySet());
        return Combinators.combine(new ArrayList<>(words.values())).as(drawn -> {
            Map<String, String> answers = new LinkedHashMap<>();
            for (int i = 0; i < linkIds.size(); i++) {
                answers.put(linkIds.get(i), drawn.get(i));
            }
            return answers;
        });
    }

    /** One of the options, or so many times more often the usual answer. */
    private static Arbitrary<String> drawn(String usual, List<String> options, int weight) {
        return weight == 0
                ? Arbitraries.of(options)
                : Arbitraries.frequencyOf(
                        Tuple.of(weight, Arbitraries.just(usual)), Tuple.of(1, Arbitraries.of(options)));
    }

    /** The same story with another answer. */
    RandomStory with(String linkId, String word) {
        Map<String, String> changed = new TreeMap<>(answers);
        changed.put(linkId, word);
        return new RandomStory(gestationDays, changed, chart);
    }

    /** The same story with one entry more in the record. */
    RandomStory withEntry(String entry) {
        List<String> longer = new ArrayList<>(chart);
        longer.add(entry);
        return new RandomStory(gestationDays, answers, longer);
    }

    /** The story as a vignette; what it expects is not looked at. */
    Vignette vignette() {
        return vignette("v00-random");
    }

    /** The story as a vignette of this name, which is also the name of its patient. */
    Vignette vignette(String name) {
        StringBuilder yaml =
                new StringBuilder("title: drawn at random\nproves: [R60]\ntoday: 2026-06-15\nprofiles: [us, uk]\n");
        yaml.append("pregnancy: {gestation: ")
                .append(gestationDays / 7)
                .append('w')
                .append(gestationDays % 7)
                .append("d}\nform:\n");
        answers.forEach((linkId, word) ->
                yaml.append("  ").append(linkId).append(": \"").append(word).append("\"\n"));
        if (!chart.isEmpty()) {
            yaml.append("chart:\n");
            chart.forEach(entry -> yaml.append("  - ").append(entry).append('\n'));
        }
        yaml.append("expect: {tier: high, route: standard, cards: [EducationSymptoms: info]}\n");
        return new VignetteReader().read(name + ".yaml", yaml.toString());
    }
}
