package org.cervicalinsufficiency.questionnaire;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;

/**
 * Which questions are empty although the record may say something: not the same as a record that says nothing. Stands as
 * a contained OperationOutcome in the response, where clinical-reasoning puts its own messages.
 */
final class PrefillIssues {

    static final String MESSAGES = "http://hl7.org/fhir/StructureDefinition/cqf-messages";

    private static final String ID = "populate-issues";

    private final OperationOutcome outcome = new OperationOutcome();
    private final Set<String> linkIds = new HashSet<>();

    /** One issue for each question that is looked for in a type that could not be read, in the order of the form. */
    void unread(Questionnaire form, Map<String, Set<String>> readFrom, Set<String> unread) {
        linkIds(form.getItem()).forEach(linkId -> {
            Set<String> missing = new TreeSet<>(readFrom.getOrDefault(linkId, Set.of()));
            missing.retainAll(unread);
            if (!missing.isEmpty()) {
                add(
                        linkId,
                        IssueType.INCOMPLETE,
                        "left empty, because %s could not be read; ask the question, or call again."
                                .formatted(String.join(", ", missing)));
            }
        });
    }

    /** The record gives a code that the form has no option for. */
    void notOffered(String linkId) {
        if (!about(linkId)) {
            add(
                    linkId,
                    IssueType.CODEINVALID,
                    "left empty, because the record holds a code that is not an option of this form; ask the question.");
        }
    }

    /** Nothing could be filled. */
    void notEvaluated() {
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.EXCEPTION)
                .getDetails()
                .setText("The record could not be evaluated, so no question was filled; answer the form by hand.");
    }

    /** Whether something was said about this question. */
    boolean about(String linkId) {
        return linkIds.contains(linkId);
    }

    /** Puts the issues into the response; nothing where there are none. */
    void addTo(QuestionnaireResponse response) {
        if (outcome.hasIssue()) {
            outcome.setId(ID);
            response.addContained(outcome);
            response.addExtension(MESSAGES, new Reference("#" + ID));
        }
    }

    private void add(String linkId, IssueType type, String text) {
        linkIds.add(linkId);
        outcome.addIssue()
                .setSeverity(IssueSeverity.WARNING)
                .setCode(type)
                .addExpression("QuestionnaireResponse.descendants().where(linkId='" + linkId + "')")
                .getDetails()
                .setText(linkId + ": " + text);
    }

    private static Stream<String> linkIds(List<QuestionnaireItemComponent> items) {
        return items.stream().flatMap(item -> Stream.concat(Stream.of(item.getLinkId()), linkIds(item.getItem())));
    }
}
