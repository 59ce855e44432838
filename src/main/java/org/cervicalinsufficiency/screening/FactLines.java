package org.cervicalinsufficiency.screening;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Doubt;
import org.cervicalinsufficiency.knowledge.Fact;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.knowledge.UnusedFact;
import org.cervicalinsufficiency.knowledge.Wording;

/**
 * One line per fact: its label, its value, its date and where it came from. Labels are ours and values are numbers and
 * dates worked out by the CQL: no text of the chart gets into a card.
 */
final class FactLines {

    private static final String CARD_TEXT = "card-text";
    private static final List<String> LABELS = List.of("factor", "screening-fact", "screening-item");

    private final Wording wording;
    private final Locale language;

    FactLines(Wording wording, Locale language) {
        this.wording = wording;
        this.language = language;
    }

    List<String> facts(Recommendation recommendation, Assessed assessed) {
        return assessed.explanation().facts().stream()
                .filter(fact -> isShown(fact, recommendation))
                .map(this::line)
                .toList();
    }

    /** Whether a card shows a fact. */
    static boolean isShown(Fact fact, Recommendation card) {
        return !fact.scope().except().contains(card.topic())
                && (!card.traits().plain() || fact.scope().plain());
    }

    List<String> unused(Assessed assessed) {
        return assessed.explanation().unused().stream()
                .map(this::line)
                .distinct()
                .toList();
    }

    String doubt(Doubt doubt) {
        return wording.label("record-doubt", doubt.code()).in(language) + " (" + label(doubt.about(), doubt.date())
                + ", " + day(doubt.date()) + ")";
    }

    private String line(Fact fact) {
        List<String> about = new ArrayList<>();
        about.add(day(fact.date()));
        about.add(word("word-" + fact.source().origin()));
        if (fact.doubtful()) {
            about.add(word("doubtful"));
        }
        return label(fact.code(), fact.date()) + value(fact) + " (" + String.join(", ", about) + ")";
    }

    private String value(Fact fact) {
        List<String> parts = new ArrayList<>();
        fact.value().map(CardValue::of).ifPresent(parts::add);
        fact.valueWord().map(this::word).ifPresent(parts::add);
        return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    }

    private String line(UnusedFact unused) {
        return label(unused.about(), unused.date()) + ": "
                + wording.label("not-used-reason", unused.reason()).in(language)
                + " (" + day(unused.date()) + ")";
    }

    private String label(String code, Optional<Temporal> date) {
        String label = LABELS.stream()
                .flatMap(codeSystem -> wording.find(codeSystem, code).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No label for " + code + "; add it to fhir-resources/codesystem/screening-fact.json."))
                .in(language);
        return CardSummary.filled(label, Map.of("date", day(date))).orElse(label);
    }

    private String day(Optional<Temporal> date) {
        return date.map(Temporal::toString).orElseGet(() -> word("word-unknown-date"));
    }

    private String word(String code) {
        return wording.label(CARD_TEXT, code).in(language);
    }
}
