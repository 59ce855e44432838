package org.cervicalinsufficiency.knowledge;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fact that the result rests on.
 *
 * @param code a code of the CodeSystems {@code factor} or {@code screening-fact}
 * @param value its value as text, with unit, if it has one
 * @param valueWord a code of the CodeSystem {@code card-text} for a value in words
 * @param date when it was true or said
 * @param source where it came from
 * @param scope which cards show it
 * @param doubtful a detail is missing, or another entry contradicts it
 */
public record Fact(
        String code,
        Optional<String> value,
        Optional<String> valueWord,
        Optional<Temporal> date,
        Source source,
        Scope scope,
        boolean doubtful) {

    /**
     * Where a fact came from.
     *
     * @param origin {@code form}, {@code earlier-form} or {@code chart}
     * @param references the resources that hold it, as {@code Type/id}
     */
    public record Source(String origin, List<String> references) {
        /** Copies the list. */
        public Source {
            references = List.copyOf(references);
        }
    }

    /**
     * Which cards show a fact.
     *
     * @param except topics whose card leaves it out
     * @param plain it may stand on a card that does not speak of risk
     */
    public record Scope(Set<String> except, boolean plain) {
        /** Copies the set. */
        public Scope {
            except = Set.copyOf(except);
        }
    }
}
