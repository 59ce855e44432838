package org.cervicalinsufficiency.screening;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.feedback.PatientKey;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Doubt;
import org.cervicalinsufficiency.knowledge.Fact;
import org.cervicalinsufficiency.knowledge.Recommendation;

/**
 * What a card rests on, as a hash: the same as long as the record says the same, whatever the day and whichever service
 * is called. It is made of what the card shows: its topic and urgency, its facts with their values, dates and sources, the
 * doubts, the data that could not be read, and the open questions where the card asks for answers.
 */
final class EvidenceFingerprint {

    /** What nobody could assess has no evidence, so nothing ever agrees with it. */
    static final String NONE = "not-assessed";

    /** A time that goes on by itself, as the assessment of an answer writes it: 18w0d. */
    private static final Pattern WEEKS_AND_DAYS = Pattern.compile("(\\d{1,3})w(\\d)d");

    private static final int DAYS = 7;

    private final Assessment assessment;
    private final CardContext context;
    private final String profile;

    EvidenceFingerprint(Assessment assessment, CardContext context, String profile) {
        this.assessment = assessment;
        this.context = context;
        this.profile = profile;
    }

    String of(Recommendation card) {
        return assessment.map(new Assessment.Cases<>() {
            @Override
            public String assessed(Assessment.Assessed assessed) {
                return PatientKey.sha256(text(card, assessed));
            }

            @Override
            public String notAssessed(Assessment.NotAssessed notAssessed) {
                return NONE;
            }
        });
    }

    private String text(Recommendation card, Assessment.Assessed assessed) {
        List<String> parts =
                new ArrayList<>(List.of(profile, card.topic(), card.priority().name()));
        assessed.explanation().facts().stream()
                .filter(fact -> FactLines.isShown(fact, card))
                .map(this::text)
                .sorted()
                .forEach(parts::add);
        if (!card.traits().plain()) {
            assessed.explanation().doubts().stream()
                    .map(EvidenceFingerprint::text)
                    .sorted()
                    .forEach(parts::add);
        }
        if (card.traits().form().isPresent()) {
            assessed.summary().missing().stream()
                    .sorted()
                    .map(linkId -> "missing " + linkId)
                    .forEach(parts::add);
        }
        context.gaps().stream()
                .map(gap -> "gap " + gap.key() + " " + gap.reasonCode())
                .sorted()
                .forEach(parts::add);
        return String.join("\n", parts);
    }

    private String text(Fact fact) {
        return String.join(
                " ",
                "fact",
                fact.code(),
                fact.value().map(this::anchored).orElse("-"),
                fact.valueWord().orElse("-"),
                day(fact.date()),
                fact.doubtful() ? "doubtful" : "firm",
                fact.source().references().stream().sorted().toList().toString());
    }

    private static String text(Doubt doubt) {
        return String.join(
                " ",
                "doubt",
                doubt.code(),
                doubt.about(),
                day(doubt.date()),
                doubt.references().toString());
    }

    private static String day(Optional<Temporal> date) {
        return date.map(Temporal::toString).orElse("-");
    }

    /** Where a value goes on with the days, the day that it counts from: this changes only with the record. */
    private String anchored(String value) {
        Matcher age = WEEKS_AND_DAYS.matcher(value);
        if (!age.matches()) {
            return value;
        }
        long days = Long.parseLong(age.group(1)) * DAYS + Long.parseLong(age.group(2));
        LocalDate begin = context.today().minusDays(days);
        return "since " + begin;
    }
}
