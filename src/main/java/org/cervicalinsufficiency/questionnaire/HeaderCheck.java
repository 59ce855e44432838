package org.cervicalinsufficiency.questionnaire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

    /** The zone whose calendar counts. */
    ZoneId zone() {
        return clock.getZone();
    }

    /** The calendar day of the response, in the zone whose calendar counts; today where it has none. */
    LocalDate day(QuestionnaireResponse response) {
        String authored = Values.text(response.getAuthoredElement().getValueAsString());
        if (authored.length() < LENGTH_OF_A_DAY) {
            return LocalDate.now(clock);
        }
        return authored.length() == LENGTH_OF_A_DAY
                ? LocalDate.parse(authored)
                : response.getAuthored().toInstant().atZone(zone()).toLocalDate();
    }

    void check(QuestionnaireResponse response, Submission submission, Findings findings) {
        status(response, submission, findings);
        authored(response, findings);
        if (response.hasModifierExtension()) {
            findings.whole(IssueType.EXTENSION, ".modifierExtension", "", "response.modified");
        }
        if (response.hasImplicitRules()) {
            findings.whole(
                    IssueType.NOTSUPPORTED, ".implicitRules", response.getImplicitRules(), "response.implicit-rules");
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

    /** A stored response can always be withdrawn, also when its form is not published any more. */
    boolean isWithdrawnAfterItsForm(QuestionnaireResponse response, Submission submission) {
        return submission.update()
                && response.getStatus() == QuestionnaireResponseStatus.ENTEREDINERROR
                && response.hasQuestionnaire()
                && !forms.canonicals().contains(response.getQuestionnaire());
    }

    private void unknown(String named, String url, String version, Findings findings) {
        List<String> versions = forms.versions(url);
        if (named.isEmpty()) {
            findings.whole(IssueType.REQUIRED, ".questionnaire", "", "response.no-form", forms.canonicals());
        } else if (versions.isEmpty()) {
            findings.whole(IssueType.NOTFOUND, ".questionnaire", named, "response.form", forms.canonicals());
        } else if (version.isEmpty()) {
            findings.whole(
                    IssueType.REQUIRED, ".questionnaire", named, "response.no-version", url + "|" + versions.get(0));
        } else {
            findings.whole(IssueType.NOTFOUND, ".questionnaire", named, "response.version", versions);
        }
    }

    private static void status(QuestionnaireResponse response, Submission submission, Findings findings) {
        QuestionnaireResponseStatus status = response.getStatus();
        if (status == null) {
            findings.whole(IssueType.REQUIRED, ".status", "", "status.missing");
        } else if (!GIVEN.contains(status) && !submission.update()) {
            findings.whole(IssueType.BUSINESSRULE, ".status", status.toCode(), "status.first");
        }
    }

    private void authored(QuestionnaireResponse response, Findings findings) {
        DateTimeType authored = response.getAuthoredElement();
        String given = Values.text(authored.getValueAsString());
        if (given.isEmpty()) {
            if (isFinished(response)) {
                findings.whole(IssueType.REQUIRED, ".authored", "", "authored.missing");
            }
        } else if (given.length() < LENGTH_OF_A_DAY) {
            findings.whole(IssueType.VALUE, ".authored", given, "authored.day");
        } else if (isAhead(authored, given)) {
            findings.whole(IssueType.BUSINESSRULE, ".authored", given, "authored.future", LocalDate.now(clock));
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
