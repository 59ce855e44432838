package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** The answers of one question: their number, their type, what they may be. The usable ones are collected. */
final class AnswerCheck {

    private static final Map<QuestionnaireItemType, Set<String>> TYPES = new EnumMap<>(Map.ofEntries(
            Map.entry(QuestionnaireItemType.BOOLEAN, Set.of("boolean")),
            Map.entry(QuestionnaireItemType.DECIMAL, Set.of("decimal")),
            Map.entry(QuestionnaireItemType.INTEGER, Set.of("integer")),
            Map.entry(QuestionnaireItemType.DATE, Set.of("date")),
            Map.entry(QuestionnaireItemType.DATETIME, Set.of("dateTime")),
            Map.entry(QuestionnaireItemType.TIME, Set.of("time")),
            Map.entry(QuestionnaireItemType.STRING, Set.of("string")),
            Map.entry(QuestionnaireItemType.TEXT, Set.of("string")),
            Map.entry(QuestionnaireItemType.URL, Set.of("uri")),
            Map.entry(QuestionnaireItemType.CHOICE, Set.of("Coding")),
            Map.entry(QuestionnaireItemType.OPENCHOICE, Set.of("Coding", "string")),
            Map.entry(QuestionnaireItemType.ATTACHMENT, Set.of("Attachment")),
            Map.entry(QuestionnaireItemType.REFERENCE, Set.of("Reference")),
            Map.entry(QuestionnaireItemType.QUANTITY, Set.of("Quantity"))));

    private final Findings findings;
    private final GivenAnswers usable;
    private final RangeCheck ranges;

    AnswerCheck(Findings findings, GivenAnswers usable) {
        this.findings = findings;
        this.usable = usable;
        this.ranges = new RangeCheck(findings);
    }

    void check(Placed placed) {
        FormItem item = placed.item();
        List<QuestionnaireResponseItemAnswerComponent> answers = placed.given().getAnswer();
        if (answers.isEmpty() || item.calculation().isPresent()) {
            return;
        }
        if (!item.isQuestion()) {
            problem(IssueType.STRUCTURE, item, placed.answer(0), "", "answer.not-taken");
            return;
        }
        boolean tooMany = answers.size() > 1 && !item.source().getRepeats();
        if (tooMany) {
            problem(
                    IssueType.STRUCTURE,
                    item,
                    placed.answer(1),
                    findings.words("answers", answers.size()),
                    "answer.one");
        }
        List<Coding> chosen = new ArrayList<>();
        for (int index = 0; index < answers.size(); index++) {
            usable(item, answers.get(index), placed.answer(index) + ".value").ifPresent(value -> {
                if (!tooMany) {
                    usable.add(item.linkId(), value);
                }
                if (value instanceof Coding coding) {
                    chosen.add(coding);
                }
            });
        }
        together(placed, chosen);
    }

    private Optional<Type> usable(FormItem item, QuestionnaireResponseItemAnswerComponent answer, String place) {
        Type value = answer.getValue();
        if (value == null || value.isEmpty() || value.isPrimitive() && value.primitiveValue() == null) {
            problem(IssueType.REQUIRED, item, place, "", "answer.empty");
            return Optional.empty();
        }
        if (!TYPES.getOrDefault(item.type(), Set.of()).contains(value.fhirType())) {
            return wrongType(item, value, place);
        }
        if (value instanceof Coding coding && item.options().areListed()) {
            return option(item, coding, place);
        }
        return ranges.passes(item, value, place) && fits(item, value, place) ? Optional.of(value) : Optional.empty();
    }

    private Optional<Type> wrongType(FormItem item, Type value, String place) {
        boolean words = value instanceof StringType && item.options().areListed();
        problem(
                words ? IssueType.CODEINVALID : IssueType.VALUE,
                item,
                place,
                Values.text(value),
                words ? "answer.words" : "answer.type",
                words ? item.options().listed() : value.fhirType(),
                String.join(findings.words("or"), TYPES.getOrDefault(item.type(), Set.of())));
        return Optional.empty();
    }

    private Optional<Type> option(FormItem item, Coding coding, String place) {
        Optional<Coding> option = item.options().meant(coding);
        if (option.isEmpty()) {
            problem(
                    IssueType.CODEINVALID,
                    item,
                    place,
                    Values.text(coding),
                    "answer.option",
                    item.options().listed());
        }
        return option.map(Type.class::cast);
    }

    private boolean fits(FormItem item, Type value, String place) {
        int longest = item.source().getMaxLength();
        boolean tooLong = item.source().hasMaxLength()
                && value.isPrimitive()
                && Values.text(value.primitiveValue()).length() > longest;
        if (tooLong) {
            problem(IssueType.TOOLONG, item, place, Values.text(value), "text.long", longest);
        }
        return !tooLong;
    }

    private void together(Placed placed, List<Coding> chosen) {
        FormItem item = placed.item();
        if (chosen.size() > 1) {
            chosen.stream()
                    .filter(item.options()::isExclusive)
                    .findFirst()
                    .ifPresent(alone -> problem(
                            IssueType.BUSINESSRULE,
                            item,
                            placed.place() + ".answer",
                            Values.text(alone),
                            "answer.alone"));
        }
        if (chosen.stream().map(Codings::key).distinct().count() < chosen.size()) {
            problem(IssueType.DUPLICATE, item, placed.place() + ".answer", "", "answer.twice");
        }
    }

    private void problem(IssueType code, FormItem item, String place, String value, String key, Object... parts) {
        findings.item(code, item.linkId(), place, value, key, parts);
    }
}
