package org.cervicalinsufficiency.questionnaire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;

/** What a response says about itself: its form, its status, its time. */
final class HeaderCheck {

    private static final Set<QuestionnaireResponseStatus> GIVEN = Set.of(
            QuestionnaireResponseStatus.INPROGRESS,
            QuestionnaireResponseStatus.COMPLETED,
            QuestionnaireResponseStatus.AMENDED);
    private static final Set<QuestionnaireResponseStatus> FINISHED =
            Set.of(QuestionnaireResponseStatus.COMPLETED, QuestionnaireResponseStatus.AMENDED);

    /** How far the clock of a client may go ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int LENGTH_OF_A_DAY = 10;

    private final Forms forms;
    private final Clock clock;

    HeaderCheck(Forms forms, Clock clock) {
        this.forms = forms;
        this.clock = clock;
    }

    static boolean isFinished(QuestionnaireResponse response) {
        return response.getStatus() != null && FINISHED.contains(response.getStatus());
    }

    /** The calendar day of the response as its author wrote it; today where it has none. */
    LocalDate day(QuestionnaireResponse response) {
        String authored = Values.text(response.getAuthoredElement().getValueAsString());
        return authored.length() < LENGTH_OF_A_DAY
                ? LocalDate.now(clock)
                : LocalDate.parse(authored.substring(0, LENGTH_OF_A_DAY));
    }

    void check(QuestionnaireResponse response, Submission submission, Findings findings) {
        status(response, submission, findings);
        authored(response, findings);
        if (response.hasModifierExtension()) {
            findings.whole(
                    IssueType.EXTENSION,
                    ".modifierExtension",
                    "",
                    "a modifierExtension changes the meaning in a way that is not known here.",
                    "Send the response without it.");
        }
        if (response.hasImplicitRules()) {
            findings.whole(
                    IssueType.NOTSUPPORTED,
                    ".implicitRules",
                    response.getImplicitRules(),
                    "rules for reading the response are not known here.",
                    "Send the response without implicitRules.");
        }
    }

    /** The form that the response answers; where it names none that is published, that is a finding. */
    Optional<FormDefinition> form(QuestionnaireResponse response, Findings findings) {
        String named = Values.text(response.getQuestionnaire());
        int bar = named.indexOf('|');
        String url = bar < 0 ? named : named.substring(0, bar);
        String version = bar < 0 ? "" : named.substring(bar + 1);
        Optional<FormDefinition> form = version.isEmpty() ? Optional.empty() : forms.find(url, version);
        if (form.isEmpty()) {
            unknown(named, url, version, findings);
        }
        return form;
    }

    private void unknown(String named, String url, String version, Findings findings) {
        List<String> versions = forms.versions(url);
        if (named.isEmpty()) {
            findings.whole(
                    IssueType.REQUIRED,
                    ".questionnaire",
                    "",
                    "the response does not say which form it answers.",
                    "Name one of " + forms.canonicals() + ".");
        } else if (versions.isEmpty()) {
            findings.whole(
                    IssueType.NOTFOUND,
                    ".questionnaire",
                    named,
                    "this form is not published here.",
                    "Name one of " + forms.canonicals() + ".");
        } else if (version.isEmpty()) {
            findings.whole(
                    IssueType.REQUIRED,
                    ".questionnaire",
                    named,
                    "the version of the form is missing.",
                    "Send " + url + "|" + versions.get(0) + " if that is the version that was filled in.");
        } else {
            findings.whole(
                    IssueType.NOTFOUND,
                    ".questionnaire",
                    named,
                    "this version of the form is not published here.",
                    "Published: " + versions + ". Fill in one of these.");
        }
    }

    private static void status(QuestionnaireResponse response, Submission submission, Findings findings) {
        QuestionnaireResponseStatus status = response.getStatus();
        if (status == null) {
            findings.whole(
                    IssueType.REQUIRED,
                    ".status",
                    "",
                    "the status is missing.",
                    "Send in-progress, completed or amended.");
        } else if (!GIVEN.contains(status) && !submission.update()) {
            findings.whole(
                    IssueType.BUSINESSRULE,
                    ".status",
                    status.toCode(),
                    "a response cannot begin with this status.",
                    "Send in-progress, completed or amended; withdraw a stored response by updating it.");
        }
    }

    private void authored(QuestionnaireResponse response, Findings findings) {
        DateTimeType authored = response.getAuthoredElement();
        String given = Values.text(authored.getValueAsString());
        if (given.isEmpty()) {
            if (isFinished(response)) {
                findings.whole(
                        IssueType.REQUIRED,
                        ".authored",
                        "",
                        "the time of the answers is missing; every age is counted from it.",
                        "Send authored with date, time and offset.");
            }
        } else if (given.length() < LENGTH_OF_A_DAY) {
            findings.whole(
                    IssueType.VALUE,
                    ".authored",
                    given,
                    "the day of the answers is missing.",
                    "Send authored with date, time and offset.");
        } else if (isAhead(authored, given)) {
            findings.whole(
                    IssueType.BUSINESSRULE,
                    ".authored",
                    given,
                    "this time lies in the future.",
                    "Send the time at which the answers were given; today is " + LocalDate.now(clock) + ".");
        }
    }

    private boolean isAhead(DateTimeType authored, String given) {
        LocalDate today = LocalDate.now(clock);
        if (given.length() == LENGTH_OF_A_DAY) {
            return LocalDate.parse(given).isAfter(today);
        }
        Instant moment = authored.getValue().toInstant();
        return moment.isAfter(clock.instant().plus(AHEAD))
                && moment.atZone(clock.getZone()).toLocalDate().isAfter(today);
    }
}
