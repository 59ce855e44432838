package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the record already answers of the form.
 *
 * @param answers one for each value; a question that takes several has several, and most have none
 * @param hints what is shown beside a question and answers nothing
 * @param readFrom by linkId, the FHIR types that the answer is looked for in: where one of them could not be read, an
 *     empty answer means nothing
 */
public record Prefill(List<KnownAnswer> answers, List<KnownHint> hints, Map<String, Set<String>> readFrom) {

    /** Copies lists and map. */
    public Prefill {
        answers = List.copyOf(answers);
        hints = List.copyOf(hints);
        readFrom = Map.copyOf(readFrom);
    }
}
