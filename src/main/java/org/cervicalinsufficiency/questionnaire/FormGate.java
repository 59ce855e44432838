package org.cervicalinsufficiency.questionnaire;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Type;

/**
 * Decides whether a response may be stored. It reports everything that is wrong at once; what it lets in, it brings into
 * one shape. What an answer may be is read from the form; nothing about its subject matter is known here.
 */
public final class FormGate {

    private final HeaderCheck header;
    private final SubjectCheck subject;
    private final ConstraintCheck constraints;
    private final Calculations calculations;

    /**
     * @param forms the Questionnaires that may be answered
     * @param subjects the patients that may be spoken of
     * @param calculations works out calculated items
     * @param paths evaluates the constraints of the form
     * @param clock what is in the future
     */
    public FormGate(Forms forms, Subjects subjects, Calculations calculations, FormPaths paths, Clock clock) {
        this.header = new HeaderCheck(forms, clock);
        this.subject = new SubjectCheck(subjects);
        this.constraints = new ConstraintCheck(paths);
        this.calculations = calculations;
    }

    /**
     * Checks a response, and normalises it in place if nothing is wrong.
     *
     * @return everything that is wrong; empty if the response may be stored
     */
    public List<FormProblem> admit(QuestionnaireResponse response, Submission submission) {
        Findings findings = new Findings(GateWords.in(submission.language()));
        header.check(response, submission, findings);
        subject.check(response.getSubject(), submission, findings);
        TextLengths.check(response, findings);
        if (!header.isWithdrawnAfterItsForm(response, submission)) {
            header.form(response, findings).ifPresent(form -> content(form, response, submission, findings));
        }
        return findings.all();
    }

    private void content(
            FormDefinition form, QuestionnaireResponse response, Submission submission, Findings findings) {
        List<Placed> placed = new FormWalk(form, findings).walk(response);
        GivenAnswers answers = new GivenAnswers();
        AnswerCheck check = new AnswerCheck(findings, answers);
        placed.forEach(check::check);
        Enablement shown = new Enablement(form.tree(), answers.copy()::of);
        LocalDate day = header.day(response);
        Map<String, Type> calculated = FormCalculator.calculate(form, answers, day, calculations);
        Enablement asked = new Enablement(form.tree(), answers::of);
        calculated.keySet().removeIf(linkId -> !asked.isEnabled(linkId));
        // A renderer that does not calculate shows what a calculated item would hide: such an answer is let in.
        Set<String> unclear = unclear(placed, answers);
        placed.stream()
                .filter(one -> !shown.isEnabled(one.item().linkId())
                        && sources(one.item()).noneMatch(unclear::contains))
                .forEach(one -> disabled(one, asked, findings));
        if (HeaderCheck.isFinished(response)) {
            required(form, placed, answers, asked, findings);
        }
        constraints.check(form, AnswerSheet.of(form, answers, day), placed, submission.language(), findings);
        if (findings.isEmpty()) {
            new FormNormaliser(form, calculated, header.zone()).normalise(response);
        }
    }

    private static void disabled(Placed one, Enablement asked, Findings findings) {
        FormItem item = one.item();
        if (!item.isQuestion()
                || !one.given().hasAnswer()
                || item.calculation().isPresent()
                || asked.isEnabled(item.linkId())) {
            return;
        }
        findings.item(
                IssueType.BUSINESSRULE,
                item.linkId(),
                one.answer(0) + ".value",
                one.given().getAnswerFirstRep().hasValue()
                        ? Values.text(one.given().getAnswerFirstRep().getValue())
                        : "",
                "item.not-asked",
                sources(item).distinct().collect(Collectors.joining(findings.words("or"))));
    }

    /** Questions whose answer was given but cannot be used: what hangs on it is not known. */
    private static Set<String> unclear(List<Placed> placed, GivenAnswers answers) {
        return placed.stream()
                .filter(one -> one.given().hasAnswer())
                .map(one -> one.item().linkId())
                .filter(linkId -> answers.of(linkId).isEmpty())
                .collect(Collectors.toSet());
    }

    /** The questions that decide whether an item is asked, those of its groups among them. */
    private static Stream<String> sources(FormItem item) {
        return Stream.concat(
                item.source().getEnableWhen().stream().map(QuestionnaireItemEnableWhenComponent::getQuestion),
                item.parent().stream().flatMap(FormGate::sources));
    }

    private static void required(
            FormDefinition form, List<Placed> placed, GivenAnswers answers, Enablement asked, Findings findings) {
        for (FormItem item : form.items()) {
            boolean missing = item.source().getRequired()
                    && item.isQuestion()
                    && answers.of(item.linkId()).isEmpty()
                    && placed.stream()
                            .noneMatch(one -> one.item() == item && one.given().hasAnswer());
            if (missing && asked.isEnabled(item.linkId())) {
                String place = placed.stream()
                        .filter(one -> item.parent()
                                .filter(parent -> parent == one.item())
                                .isPresent())
                        .map(Placed::place)
                        .findFirst()
                        .orElse("");
                findings.item(
                        IssueType.REQUIRED,
                        item.linkId(),
                        place,
                        "",
                        "item.required",
                        item.options().listed());
            }
        }
    }
}
