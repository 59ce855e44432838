package org.cervicalinsufficiency.vignettes;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One patient on one day, and what the screening must answer. Everything the conventions leave unsaid is already
 * filled in.
 *
 * @param id the short name at the head of the file name, as in {@code v04a}
 * @param today the date of evaluation
 * @param profiles the guideline profiles under which the expectation holds
 */
public record Vignette(
        String id,
        String title,
        Claim claim,
        LocalDate today,
        List<String> profiles,
        Story story,
        Expected expected,
        Doors doors) {
    public Vignette {
        profiles = List.copyOf(profiles);
    }

    /** The same case with what the hook must answer, where that is something else. */
    Vignette atHook() {
        return new Vignette(
                id, title, claim, today, profiles, story, doors.atHook().orElse(expected), doors);
    }

    /** The same case without the entries that are written as JSON. */
    Vignette withoutRaw() {
        List<ChartFact> rest =
                story.chart().stream().filter(fact -> fact.raw().isEmpty()).toList();
        Story less = new Story(story.person(), story.gestationDays(), story.forms(), rest);
        return new Vignette(id, title, claim, today, profiles, less, expected, doors);
    }

    /** The same case with every entry that names this patient by a full address said to be this patient's own. */
    Vignette withRawAsOwn() {
        List<ChartFact> own = story.chart().stream()
                .map(fact -> fact.raw()
                        .map(raw -> new ChartFact(
                                fact.resource(),
                                fact.codes(),
                                Map.of("raw", raw.replaceAll("https?://[^\"]+/Patient/", "Patient/"))))
                        .orElse(fact))
                .toList();
        Story changed = new Story(story.person(), story.gestationDays(), story.forms(), own);
        return new Vignette(id, title, claim, today, profiles, changed, expected, doors);
    }

    /**
     * What is particular about single doors: {@code cql}, {@code hook}, {@code store}.
     *
     * @param fhirServer the base of the caller's server, if the hook call names it
     * @param refused the doors that refuse the record, each with words of the refusal
     * @param unseen the doors that do not see the entries written as JSON, each with the reason
     * @param takenAsOwn the doors that take an entry of the same id on another server for this patient's
     * @param atHook what the hook answers, where it says more than the others
     */
    public record Doors(
            Optional<String> fhirServer,
            Map<String, String> refused,
            Map<String, String> unseen,
            Map<String, String> takenAsOwn,
            Optional<Expected> atHook) {
        public Doors {
            refused = Map.copyOf(refused);
            unseen = Map.copyOf(unseen);
            takenAsOwn = Map.copyOf(takenAsOwn);
        }
    }

    /** The rules that this case meets, and those whose border it stays just outside of. */
    public record Claim(Set<String> proves, Set<String> misses) {
        public Claim {
            proves = Set.copyOf(proves);
            misses = Set.copyOf(misses);
        }
    }

    /** What is known of the patient: person, forms and chart. The due date and lengths are chart facts here. */
    public record Story(Person person, OptionalInt gestationDays, List<Form> forms, List<ChartFact> chart) {
        public Story {
            forms = List.copyOf(forms);
            chart = List.copyOf(chart);
        }
    }

    /** Administrative gender and year of birth. */
    public record Person(String gender, String born) {}

    /** One screening form: the answers given, in words, of enabled items only, in the order of the form. */
    public record Form(String authored, String status, Map<String, List<String>> answers) {
        /** Stands for a form that does not say when it was filled in. */
        static final String MISSING = "missing";
    }

    /** One fact of the chart: its resource type, its codes, and the rest by the key it has in the vignette. */
    public record ChartFact(String resource, List<Code> codes, Map<String, String> details) {
        public ChartFact {
            codes = List.copyOf(codes);
            details = Map.copyOf(details);
        }

        /** The text of an entry that is written as JSON. */
        Optional<String> raw() {
            return detail("raw");
        }

        Optional<String> detail(String key) {
            return Optional.ofNullable(details.get(key));
        }
    }

    /**
     * What must come out.
     *
     * @param cards topic to indicator, the complete list
     * @param missing the unanswered items, if this case says anything about them
     * @param factors the factors found, if this case says anything about them
     * @param says fragments of text that must stand in a card
     * @param neverSays fragments that must not
     */
    public record Expected(
            String tier,
            boolean provisional,
            String route,
            SortedMap<String, String> cards,
            Optional<Set<String>> missing,
            Optional<Set<String>> factors,
            List<Phrase> says,
            List<Phrase> neverSays) {
        /** For a case that every door refuses: there is nothing to compare. */
        static Expected nothing() {
            return new Expected(
                    "", false, "", new TreeMap<>(), Optional.empty(), Optional.empty(), List.of(), List.of());
        }

        public Expected {
            says = List.copyOf(says);
            neverSays = List.copyOf(neverSays);
        }
    }

    /** An English fragment and the topic of the card it is about; the topic {@code any} means every card. */
    public record Phrase(String topic, String fragment) {}
}
