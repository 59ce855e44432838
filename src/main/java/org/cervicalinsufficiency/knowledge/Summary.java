package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * The result in codes.
 *
 * @param tier a code of the CodeSystem {@code tier}
 * @param provisional why the tier may still change, as codes of {@code provisional-reason}; empty if it is final
 * @param route a code of the CodeSystem {@code route}
 * @param gestationalAge the age used today, for example {@code 18w0d}; empty if it is not known
 * @param factors the risk factors found
 * @param missing linkIds of the questions without a usable answer
 */
public record Summary(
        String tier,
        List<String> provisional,
        String route,
        Optional<String> gestationalAge,
        List<Factor> factors,
        List<String> missing) {

    /** Copies the lists. */
    public Summary {
        provisional = List.copyOf(provisional);
        factors = List.copyOf(factors);
        missing = List.copyOf(missing);
    }
}
