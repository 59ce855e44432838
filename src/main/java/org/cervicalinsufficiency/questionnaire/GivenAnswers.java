package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Type;

/** The usable answers of a response by question, coded ones as the option they mean. */
final class GivenAnswers {

    private final Map<String, List<Type>> values = new HashMap<>();

    void add(String linkId, Type value) {
        values.computeIfAbsent(linkId, absent -> new ArrayList<>()).add(value);
    }

    GivenAnswers copy() {
        GivenAnswers copy = new GivenAnswers();
        values.forEach((linkId, given) -> copy.values.put(linkId, new ArrayList<>(given)));
        return copy;
    }

    void replace(String linkId, List<? extends Type> calculated) {
        values.remove(linkId);
        calculated.forEach(value -> add(linkId, value));
    }

    List<Type> of(String linkId) {
        return values.getOrDefault(linkId, List.of());
    }
}
