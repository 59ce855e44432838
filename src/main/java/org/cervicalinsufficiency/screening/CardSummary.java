package org.cervicalinsufficiency.screening;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Words;

/**
 * The sentence at the top of a card: the template with its values, else the title that is right without them; so too
 * where the values make it longer than a summary may be.
 */
final class CardSummary {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

    private static final int MAX_SUMMARY = 139;

    private CardSummary() {}

    static String of(Words words, Assessment assessment, Locale language) {
        Map<String, String> values = assessment.map(new Assessment.Cases<>() {
            @Override
            public Map<String, String> assessed(Assessment.Assessed assessed) {
                return assessed.explanation().values();
            }

            @Override
            public Map<String, String> notAssessed(Assessment.NotAssessed notAssessed) {
                return Map.of();
            }
        });
        return words.template()
                .flatMap(template -> filled(template.in(language), values))
                .filter(summary -> summary.length() <= MAX_SUMMARY)
                .orElseGet(() -> words.title().in(language));
    }

    /** The sentence with every named place filled; empty if one has no value, so that no brace ever reaches a reader. */
    static Optional<String> filled(String sentence, Map<String, String> values) {
        Matcher places = PLACE.matcher(sentence);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String value = values.get(places.group(1));
            if (value == null) {
                return Optional.empty();
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(CardValue.of(value)));
        }
        places.appendTail(filled);
        return Optional.of(filled.toString());
    }
}
