package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** Walks through the items of a response: which of them the form knows, where it has them, each once. */
final class FormWalk {

    private final FormDefinition form;
    private final Findings findings;
    private final List<Placed> placed = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    FormWalk(FormDefinition form, Findings findings) {
        this.form = form;
        this.findings = findings;
    }

    /** The items in their places; what is not in its place is a finding and is left out. */
    List<Placed> walk(QuestionnaireResponse response) {
        walk(response.getItem(), Optional.empty(), "");
        return placed;
    }

    private void walk(List<QuestionnaireResponseItemComponent> items, Optional<String> parent, String above) {
        for (int index = 0; index < items.size(); index++) {
            QuestionnaireResponseItemComponent given = items.get(index);
            String place = above + ".item[" + index + "]";
            if (!given.hasLinkId()) {
                findings.whole(IssueType.REQUIRED, place, "", "item.unnamed");
            } else if (given.hasModifierExtension()) {
                modified(given.getLinkId(), place);
            } else {
                visit(given, parent, place);
            }
        }
    }

    private void visit(QuestionnaireResponseItemComponent given, Optional<String> parent, String place) {
        String linkId = given.getLinkId();
        Optional<FormItem> known = form.item(linkId);
        if (known.isEmpty()) {
            findings.item(IssueType.NOTFOUND, linkId, place + ".linkId", linkId, "item.unknown", form.canonical());
            return;
        }
        FormItem item = known.get();
        if (!item.parent().map(FormItem::linkId).equals(parent)) {
            misplaced(item, parent, place);
        } else if (!seen.add(linkId) && !(item.isGroup() && item.source().getRepeats())) {
            findings.item(
                    IssueType.DUPLICATE,
                    linkId,
                    place,
                    "",
                    item.source().getRepeats() ? "item.twice.repeats" : "item.twice");
        } else {
            placed.add(new Placed(item, given, place));
            below(item, given, place);
        }
    }

    private void below(FormItem item, QuestionnaireResponseItemComponent given, String place) {
        if (item.isQuestion() && given.hasItem() && !given.getItem().stream().allMatch(this::isDisplay)) {
            findings.item(IssueType.STRUCTURE, item.linkId(), place + ".item", "", "item.below-question");
        } else {
            walk(given.getItem(), Optional.of(item.linkId()), place);
        }
        List<QuestionnaireResponseItemAnswerComponent> answers = given.getAnswer();
        for (int index = 0; index < answers.size(); index++) {
            String answer = place + ".answer[" + index + "]";
            if (answers.get(index).hasModifierExtension()) {
                modified(item.linkId(), answer);
            }
            walk(answers.get(index).getItem(), Optional.of(item.linkId()), answer);
        }
    }

    private boolean isDisplay(QuestionnaireResponseItemComponent given) {
        return form.item(String.valueOf(given.getLinkId()))
                .map(FormItem::isDisplay)
                .orElse(false);
    }

    private void misplaced(FormItem item, Optional<String> parent, String place) {
        if (item.isDisplay()) {
            return;
        }
        String wanted = place(item.parent().map(FormItem::linkId));
        findings.item(IssueType.STRUCTURE, item.linkId(), place, "", "item.misplaced", place(parent), wanted);
    }

    private String place(Optional<String> parent) {
        return parent.map(above -> findings.words("inside", above)).orElseGet(() -> findings.words("at-root"));
    }

    private void modified(String linkId, String place) {
        findings.item(IssueType.EXTENSION, linkId, place + ".modifierExtension", "", "item.modified");
    }
}
