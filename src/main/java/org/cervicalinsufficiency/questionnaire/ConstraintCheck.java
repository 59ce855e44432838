package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** The rules that the form itself holds about its answers, such as which dates can be true together. */
final class ConstraintCheck {

    private final FormPaths paths;

    ConstraintCheck(FormPaths paths) {
        this.paths = paths;
    }

    /**
     * Finds the rules that are broken.
     *
     * @param sheet the usable answers, with the day from which the rules count
     * @param placed where the answers stand in what was sent
     */
    void check(
            FormDefinition form, QuestionnaireResponse sheet, List<Placed> placed, Locale language, Findings findings) {
        items(sheet.getItem())
                .forEach(answered -> form.item(answered.getLinkId()).stream()
                        .flatMap(item -> item.constraints().stream())
                        .filter(rule -> !paths.holds(rule.expression(), sheet, answered))
                        .forEach(rule -> broken(rule, answered, placed, language, findings)));
    }

    private static Stream<QuestionnaireResponseItemComponent> items(List<QuestionnaireResponseItemComponent> items) {
        return items.stream().flatMap(item -> Stream.concat(Stream.of(item), items(item.getItem())));
    }

    private static void broken(
            FormConstraint rule,
            QuestionnaireResponseItemComponent answered,
            List<Placed> placed,
            Locale language,
            Findings findings) {
        String place = placed.stream()
                .filter(one -> one.item().linkId().equals(answered.getLinkId()))
                .map(one -> one.answer(0) + ".value")
                .findFirst()
                .orElse("");
        String values = answered.getAnswer().stream()
                .map(answer -> Values.text(answer.getValue()))
                .collect(Collectors.joining(", "));
        findings.rule(answered.getLinkId(), place, values, rule.sentence(language), rule.key());
    }
}
