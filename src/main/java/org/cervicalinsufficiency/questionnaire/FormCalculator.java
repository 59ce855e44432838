package org.cervicalinsufficiency.questionnaire;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Type;

/**
 * Works out the calculated items of a form whose answers are still being given, by the same steps as the gate does for a
 * submitted one. Answers that cannot be used count as not given; nothing is refused and nothing is kept.
 */
public final class FormCalculator {

    private final Forms forms;
    private final Calculations calculations;

    /**
     * @param forms the Questionnaires that may be answered
     * @param calculations evaluates the expression of an item
     */
    public FormCalculator(Forms forms, Calculations calculations) {
        this.forms = forms;
        this.calculations = calculations;
    }

    /**
     * The calculated items that are asked and can be worked out, by linkId.
     *
     * @param response the answers so far, naming their form with its version; not changed
     * @param day from which ages count
     * @return empty if the form is not published here
     */
    public Optional<Map<String, Type>> calculate(QuestionnaireResponse response, LocalDate day) {
        return form(response).map(form -> {
            Findings unused = new Findings(GateWords.in(Locale.ENGLISH));
            GivenAnswers answers = new GivenAnswers();
            AnswerCheck check = new AnswerCheck(unused, answers);
            new FormWalk(form, unused).walk(response).forEach(check::check);
            Map<String, Type> calculated = calculate(form, answers, day, calculations);
            Enablement asked = new Enablement(form.tree(), answers::of);
            calculated.keySet().removeIf(linkId -> !asked.isEnabled(linkId));
            return calculated;
        });
    }

    /** Every calculated item that can be worked out; puts its value among the answers, in place of one that was sent. */
    static Map<String, Type> calculate(
            FormDefinition form, GivenAnswers answers, LocalDate day, Calculations calculations) {
        Map<String, Type> calculated = new HashMap<>();
        for (FormItem item : form.items()) {
            item.calculation().ifPresent(expression -> {
                Optional<Type> value = calculations.value(expression, AnswerSheet.of(form, answers, day), day);
                answers.replace(item.linkId(), value.stream().toList());
                value.ifPresent(known -> calculated.put(item.linkId(), known));
            });
        }
        return calculated;
    }

    private Optional<FormDefinition> form(QuestionnaireResponse response) {
        String canonical = Values.text(response.getQuestionnaire());
        int bar = canonical.indexOf('|');
        return bar < 0 ? Optional.empty() : forms.find(canonical.substring(0, bar), canonical.substring(bar + 1));
    }
}
