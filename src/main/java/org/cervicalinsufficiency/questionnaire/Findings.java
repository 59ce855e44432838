package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The problems of one response, in the order in which they were found. A problem is named by the key of its sentence in
 * {@link GateWords}; the sentence of its remedy has the same key with {@code .remedy} behind it.
 */
final class Findings {

    private static final String REMEDY = ".remedy";

    private final GateWords words;

    private final List<FormProblem> problems = new ArrayList<>();

    Findings(GateWords words) {
        this.words = words;
    }

    /** A problem of the response as a whole. */
    void whole(IssueType code, String place, String value, String key, Object... parts) {
        about(Optional.empty(), code, place, value, key, parts);
    }

    /** A problem of one question. */
    void item(IssueType code, String linkId, String place, String value, String key, Object... parts) {
        about(Optional.of(linkId), code, place, value, key, parts);
    }

    /** A problem of one question, if it stands in one. */
    void about(Optional<String> linkId, IssueType code, String place, String value, String key, Object... parts) {
        problems.add(new FormProblem(code, linkId, place, value, words.of(key, parts), words.of(key + REMEDY, parts)));
    }

    /** A problem of one question that breaks a rule of the form, in the words of that rule. */
    void rule(String linkId, String place, String value, String sentence, String key) {
        problems.add(new FormProblem(
                IssueType.BUSINESSRULE,
                Optional.of(linkId),
                place,
                value,
                sentence,
                words.of("form.rule" + REMEDY, key)));
    }

    /** A part of a sentence. */
    String words(String key, Object... parts) {
        return words.of(key, parts);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<FormProblem> all() {
        return List.copyOf(problems);
    }
}
