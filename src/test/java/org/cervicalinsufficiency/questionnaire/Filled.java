package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cervicalinsufficiency.content.ContentFiles;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** How a filled response is looked at: answers in short words by linkId. */
public final class Filled {

    private Filled() {}

    /** Codes, days and numbers by linkId; a quantity with its unit. */
    public static Map<String, List<String>> words(QuestionnaireResponse response) {
        Map<String, List<String>> words = new TreeMap<>();
        answers(response)
                .forEach((linkId, answers) -> words.put(
                        linkId,
                        answers.stream().map(answer -> word(answer.getValue())).toList()));
        return words;
    }

    /** The answers by linkId. */
    public static Map<String, List<QuestionnaireResponseItemAnswerComponent>> answers(QuestionnaireResponse response) {
        Map<String, List<QuestionnaireResponseItemAnswerComponent>> answers = new TreeMap<>();
        collect(response.getItem(), answers);
        return answers;
    }

    /** The first answer to a question that must have one. */
    public static QuestionnaireResponseItemAnswerComponent answer(QuestionnaireResponse response, String linkId) {
        List<QuestionnaireResponseItemAnswerComponent> given = answers(response).getOrDefault(linkId, List.of());
        if (given.isEmpty()) {
            throw new AssertionError("no answer to " + linkId);
        }
        return given.get(0);
    }

    private static void collect(
            List<QuestionnaireResponseItemComponent> items,
            Map<String, List<QuestionnaireResponseItemAnswerComponent>> answers) {
        for (QuestionnaireResponseItemComponent item : items) {
            List<QuestionnaireResponseItemAnswerComponent> given = item.getAnswer().stream()
                    .filter(QuestionnaireResponseItemAnswerComponent::hasValue)
                    .toList();
            if (!given.isEmpty()) {
                answers.put(item.getLinkId(), given);
            }
            collect(item.getItem(), answers);
            item.getAnswer().forEach(answer -> collect(answer.getItem(), answers));
        }
    }

    /** What is said beside a question as a hint only. */
    public static List<Extension> hints(QuestionnaireResponse response, String linkId) {
        return hints(response.getItem(), linkId);
    }

    private static List<Extension> hints(List<QuestionnaireResponseItemComponent> items, String linkId) {
        return items.stream()
                .flatMap(item -> Stream.concat(
                        item.getLinkId().equals(linkId)
                                ? item
                                        .getExtensionsByUrl(ContentFiles.BASE + "StructureDefinition/answer-hint")
                                        .stream()
                                : Stream.of(),
                        hints(item.getItem(), linkId).stream()))
                .toList();
    }

    /** A value in short words. */
    public static String word(Type value) {
        if (value instanceof Coding coding) {
            return coding.getCode();
        }
        if (value instanceof Quantity quantity) {
            return quantity.getValue().stripTrailingZeros().toPlainString() + " " + quantity.getUnit();
        }
        return value.primitiveValue();
    }

    /** The references that an answer names as its source. */
    public static List<String> sources(QuestionnaireResponseItemAnswerComponent answer) {
        return source(answer).getExtension().stream()
                .filter(part -> part.getUrl().equals("source"))
                .map(part -> ((Reference) part.getValue()).getReference())
                .toList();
    }

    /** The date that an answer names, or an empty text. */
    public static String date(QuestionnaireResponseItemAnswerComponent answer) {
        Extension date = source(answer).getExtensionByUrl("date");
        return date == null ? "" : date.getValue().primitiveValue();
    }

    private static Extension source(QuestionnaireResponseItemAnswerComponent answer) {
        Extension source = answer.getExtensionByUrl(ContentFiles.BASE + "StructureDefinition/answer-source");
        return source == null ? new Extension() : source;
    }

    /** What the response says about questions that could not be filled. */
    public static List<String> issues(QuestionnaireResponse response) {
        return response.getContained().stream()
                .filter(OperationOutcome.class::isInstance)
                .flatMap(outcome -> ((OperationOutcome) outcome).getIssue().stream())
                .map(issue -> issue.getDetails().getText())
                .toList();
    }
}
