package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.questionnaire.FormProblem;
import org.cervicalinsufficiency.questionnaire.Forms;
import org.cervicalinsufficiency.questionnaire.GateWords;
import org.cervicalinsufficiency.questionnaire.ProblemOutcome;
import org.cervicalinsufficiency.questionnaire.Submission;
import org.cervicalinsufficiency.questionnaire.SubmissionKey;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/**
 * Every way by which a form can be stored leads through here: create, update, patch, conditional or not, alone or in a
 * Bundle. It stands at the storage, before anything of the form is written, so that no way around it exists.
 */
@Interceptor
public class FormAdmission {

    /** First of all: what others make of a form, they make of the accepted one. */
    private static final int FIRST = -1_000;

    private static final Set<HTTPVerb> WRITES = Set.of(HTTPVerb.POST, HTTPVerb.PUT);

    private final FormGates gates;
    private final Forms forms;
    private final SecondOpinion second;
    private final SubmissionMeters meters;

    FormAdmission(FormGates gates, Forms forms, SecondOpinion second, SubmissionMeters meters) {
        this.gates = gates;
        this.forms = forms;
        this.second = second;
        this.meters = meters;
    }

    /** HAPI's hook for a Bundle: all forms of a transaction are checked before its first entry is processed. */
    @Hook(value = Pointcut.STORAGE_TRANSACTION_PROCESSING, order = FIRST)
    public void bundle(IBaseBundle sent, RequestDetails call) {
        if (!(sent instanceof Bundle bundle)) {
            return;
        }
        BundledForms.of(call).take(bundle);
        if (bundle.getType() != BundleType.TRANSACTION) {
            return;
        }
        List<OperationOutcomeIssueComponent> issues = new ArrayList<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getResource() instanceof QuestionnaireResponse form
                    && WRITES.contains(entry.getRequest().getMethod())) {
                issues.addAll(issues(form, entry.getRequest().getMethod() == HTTPVerb.PUT, call));
            }
        }
        refuse(issues, call);
    }

    /** HAPI's hook before a new resource is written. */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = FIRST)
    public void create(IBaseResource resource, RequestDetails call) {
        if (resource instanceof QuestionnaireResponse form) {
            refuse(issues(form, false, call), call);
        }
    }

    /** HAPI's hook before a new version of a resource is written. */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = FIRST)
    public void update(IBaseResource before, IBaseResource after, RequestDetails call) {
        if (after instanceof QuestionnaireResponse form) {
            refuse(issues(form, true, call), call);
            keepKey(before, form);
        }
    }

    /**
     * Holds a form that nobody stores to the same rules, and brings it into the same shape.
     *
     * @param place where it stands in what was sent, as FHIRPath
     * @throws FormRefused with everything that is wrong
     */
    void requireSound(QuestionnaireResponse form, String place, RequestDetails call) {
        List<FormProblem> problems = gates.of(call).admit(form, new Submission(true, language(call), Set.of()));
        refuse(ProblemOutcome.issues(problems.isEmpty() ? second.problems(form, words(call)) : problems, place), call);
    }

    private List<OperationOutcomeIssueComponent> issues(
            QuestionnaireResponse form, boolean update, RequestDetails call) {
        BundledForms bundled = BundledForms.of(call);
        Submission submission = new Submission(update, language(call), bundled.patients());
        List<FormProblem> problems = gates.of(call).admit(form, submission);
        if (problems.isEmpty()) {
            problems = second.problems(form, words(call));
        }
        if (!problems.isEmpty()) {
            meters.refused();
            String place = bundled.place(form);
            List<OperationOutcomeIssueComponent> issues = ProblemOutcome.issues(problems, place);
            bundled.refused(
                    refusal(form, update, problems),
                    place,
                    ProblemOutcome.of(issues, words(call).language()));
            return issues;
        }
        return List.of();
    }

    private AuditTrail.Refusal refusal(QuestionnaireResponse form, boolean update, List<FormProblem> problems) {
        boolean ours = forms.canonicals().contains(form.getQuestionnaire());
        return new AuditTrail.Refusal(
                ours ? form.getQuestionnaire() : "a form that is not published here",
                update,
                problems.stream()
                        .map(problem -> problem.code().toCode())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private static void refuse(List<OperationOutcomeIssueComponent> issues, RequestDetails call) {
        if (!issues.isEmpty()) {
            throw new FormRefused(issues, words(call).language());
        }
    }

    /** What made the first submission recognisable makes its versions so. */
    private static void keepKey(IBaseResource before, QuestionnaireResponse form) {
        if (before instanceof QuestionnaireResponse stored
                && stored.hasIdentifier()
                && !form.hasIdentifier()
                && SubmissionKey.system(stored).equals(stored.getIdentifier().getSystem())) {
            form.setIdentifier(stored.getIdentifier().copy());
        }
    }

    private static Locale language(RequestDetails call) {
        return words(call).language();
    }

    private static GateWords words(RequestDetails call) {
        return GateWords.in(ReaderLanguages.of(call, true));
    }
}
