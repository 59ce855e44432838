package org.cervicalinsufficiency.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.DataGap;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Citation;
import org.cervicalinsufficiency.knowledge.Doubt;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.knowledge.Wording;

/**
 * The detail of a card as Markdown, in one order on every card: what to do, why, what is missing or could not be read,
 * evidence, profile, notice (clinical rules, section 13.1). Bold lines and lists only, so that it also reads as plain
 * text in a narrow panel.
 */
final class CardDetail {

    private final Wording wording;
    private final String profile;

    CardDetail(Wording wording, String profile) {
        this.wording = wording;
        this.profile = profile;
    }

    String of(Recommendation recommendation, Assessment assessment, CardContext context) {
        List<String> blocks = new ArrayList<>();
        blocks.add(recommendation.words().description().in(context.language()));
        blocks.addAll(assessment.map(new Assessment.Cases<List<String>>() {
            @Override
            public List<String> assessed(Assessed assessed) {
                return reasons(recommendation, assessed, context);
            }

            @Override
            public List<String> notAssessed(Assessment.NotAssessed notAssessed) {
                return gaps(context);
            }
        }));
        blocks.addAll(evidence(recommendation, context.language()));
        blocks.add(notice(context.language()));
        return String.join("\n\n", blocks);
    }

    private List<String> reasons(Recommendation recommendation, Assessed assessed, CardContext context) {
        Locale language = context.language();
        FactLines lines = new FactLines(wording, language);
        boolean plain = recommendation.traits().plain();
        List<String> blocks = new ArrayList<>();
        blocks.addAll(list(notes(recommendation, assessed, language)));
        blocks.addAll(headed("heading-why", lines.facts(recommendation, assessed), language));
        if (!plain) {
            blocks.addAll(headed("heading-doubts", doubts(assessed, lines), language));
            blocks.addAll(headed("heading-missing", missing(assessed, language), language));
        }
        blocks.addAll(gaps(context));
        if (!plain) {
            blocks.addAll(headed("heading-not-used", lines.unused(assessed), language));
            blocks.addAll(headed("heading-provisional", provisional(assessed, language), language));
            blocks.add(tierAndRoute(assessed, language));
        }
        return blocks;
    }

    private List<String> notes(Recommendation recommendation, Assessed assessed, Locale language) {
        Map<String, String> values = assessed.explanation().values();
        return assessed.explanation().notesByTopic().getOrDefault(recommendation.topic(), List.of()).stream()
                .map(note -> wording.label("card-note", note).in(language))
                .map(sentence -> CardSummary.filled(sentence, values))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> doubts(Assessed assessed, FactLines lines) {
        return assessed.explanation().doubts().stream()
                .map((Doubt doubt) -> lines.doubt(doubt))
                .toList();
    }

    private List<String> missing(Assessed assessed, Locale language) {
        return assessed.summary().missing().stream()
                .map(linkId -> wording.label("screening-item", linkId).in(language))
                .toList();
    }

    private List<String> provisional(Assessed assessed, Locale language) {
        return assessed.summary().provisional().stream()
                .map(reason -> wording.label("provisional-reason", reason).in(language))
                .toList();
    }

    private String tierAndRoute(Assessed assessed, Locale language) {
        String provisional =
                assessed.summary().provisional().isEmpty() ? "" : " (" + word("word-provisional", language) + ")";
        return "**" + word("line-tier-route", language) + ":** "
                + wording.label("tier", assessed.summary().tier()).in(language) + provisional + " · "
                + wording.label("route", assessed.summary().route()).in(language);
    }

    private List<String> gaps(CardContext context) {
        List<String> lines = context.gaps().stream()
                .map(gap -> gapLine(wording, gap, context.language()))
                .distinct()
                .toList();
        return headed("heading-not-read", lines, context.language());
    }

    /** Which data could not be read, and why, in words. */
    static String gapLine(Wording wording, DataGap gap, Locale language) {
        return wording.label("card-text", "source-" + gap.key()).in(language) + ": "
                + wording.label("data-gap", gap.reasonCode()).in(language);
    }

    private List<String> evidence(Recommendation recommendation, Locale language) {
        List<String> lines = new ArrayList<>();
        for (Citation citation : recommendation.evidence().citations()) {
            lines.add(citation.citation()
                    .map(text -> text.in(language))
                    .orElseGet(() -> citation.name().in(language)));
        }
        String strength = recommendation.evidence().strength().in(language);
        if (!strength.isEmpty()) {
            lines.add(word("label-strength", language) + ": " + strength + " · " + word("label-quality", language)
                    + ": " + recommendation.evidence().quality().in(language));
        }
        return headed("heading-evidence", lines, language);
    }

    private String notice(Locale language) {
        return "**" + word("heading-profile", language) + ":** " + word("profile-" + profile, language) + "\n\n"
                + word("line-decision-support", language) + " " + word("line-draft", language);
    }

    private List<String> headed(String heading, List<String> lines, Locale language) {
        return lines.isEmpty()
                ? List.of()
                : List.of("**" + word(heading, language) + "**\n\n" + String.join("\n", bullets(lines)));
    }

    private static List<String> list(List<String> lines) {
        return lines.isEmpty() ? List.of() : List.of(String.join("\n", bullets(lines)));
    }

    private static List<String> bullets(List<String> lines) {
        return lines.stream().map(line -> "- " + line).toList();
    }

    private String word(String code, Locale language) {
        return wording.label("card-text", code).in(language);
    }
}
