package org.cervicalinsufficiency.fhirserver;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormAssessment;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.cervicalinsufficiency.questionnaire.FormProvenance;
import org.cervicalinsufficiency.questionnaire.RecordView;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes out of each stored form what follows from it, in the transaction that stores the form: the facts it states, one
 * RiskAssessment, a Provenance, and the row that hook calls read. A new version supersedes what the former one gave.
 */
final class FormDerivation {

    private static final Logger LOG = LoggerFactory.getLogger(FormDerivation.class);

    private final FormAssessments forms;
    private final LocalRecord records;
    private final DerivedResources derived;
    private final LaterTasks later;
    private final ScreeningFormTable table;
    private final AssessmentsInForce inForce;
    private final BoundedCalls engine;
    private final Clock clock;

    /** What works on the store. */
    record Store(LocalRecord records, DerivedResources derived, LaterTasks later, ScreeningFormTable table) {}

    FormDerivation(FormAssessments forms, Store store, BoundedCalls engine, Clock clock) {
        this.forms = forms;
        this.records = store.records();
        this.derived = store.derived();
        this.later = store.later();
        this.table = store.table();
        this.inForce = new AssessmentsInForce(forms, derived, table);
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * A form was stored in the transaction under way.
     *
     * @param response with its id and version
     * @param home where it is stored
     * @param brought the record that the call brought along; without it the record is read here
     * @return the Task that asks for the assessment later, as {@code Task/id}; empty where nothing is left to do
     */
    Optional<String> stored(QuestionnaireResponse response, TenantStore home, Optional<RecordView> brought) {
        String id = response.getIdElement().getIdPart();
        List<String> former = derived.targets(id, home);
        if (!FormAssessments.isUsable(response) || !forms.isOfTheSet(response)) {
            table.remove(home.tenant().id(), id);
            withdraw(response, former, home);
            return Optional.empty();
        }
        table.put(home.owners().of(response.getSubject()), response);
        if (!former.isEmpty()) {
            releaseFormerPatient(response, home);
        }
        if (!forms.isScreeningForm(response)) {
            return Optional.of(
                    wait(response, "The artifact set has no " + response.getQuestionnaire() + " any more.", home));
        }
        List<Resource> facts = of(home).facts(response);
        Optional<Made> made = Optional.empty();
        String failure = "";
        try {
            made = assess(response, home, brought);
            failure = made.isPresent() ? "" : "The logic failed.";
        } catch (RuntimeException | BoundedCalls.NotDone failed) {
            failure = failed instanceof BoundedCalls.NotDone notDone
                    ? notDone.kind()
                    : failed.getClass().getName();
        }
        write(response, facts, made.map(Made::risk), former, home);
        if (made.isPresent()) {
            later.end(id, TaskStatus.COMPLETED, home);
            made.get().others().forEach(other -> derived.write(other, home));
            return Optional.empty();
        }
        return Optional.of(wait(response, failure, home));
    }

    /**
     * The form counts, its assessment is missing. What was made of it before stays: where the set in force does not know its
     * version, nobody could make that again.
     */
    private String wait(QuestionnaireResponse response, String why, TenantStore home) {
        LOG.error("A stored form could not be assessed; a task asks for it later: {}", why);
        return later.ask(response, of(home).later(), why, home);
    }

    /** A form is about to be deleted in the transaction under way: what was made of it stays, as entered in error. */
    void deleting(QuestionnaireResponse response, TenantStore home) {
        String id = response.getIdElement().getIdPart();
        table.remove(home.tenant().id(), id);
        withdraw(response, derived.targets(id, home), home);
    }

    /** Everything that was made of a form, as {@code Type/id}. */
    Set<String> madeOf(String responseId, TenantStore home) {
        Set<String> made = new LinkedHashSet<>(derived.targets(responseId, home));
        made.add("Provenance/" + DerivedIds.provenance(responseId));
        made.add("Task/" + DerivedIds.later(responseId));
        return made;
    }

    private FormAssessments of(TenantStore home) {
        return forms.at(home.tenant());
    }

    /** A form that was about somebody else stands in the way of none of that patient's others any more. */
    private void releaseFormerPatient(QuestionnaireResponse response, TenantStore home) {
        FormOwner owner = home.owners().of(response.getSubject());
        formerOwner(response, home)
                .filter(former -> !former.equals(owner))
                .ifPresent(former -> inForce.release(response.getIdElement().getIdPart(), former, home));
    }

    /** Whose form it was when it was assessed. */
    private Optional<FormOwner> formerOwner(QuestionnaireResponse response, TenantStore home) {
        return derived.read(
                        RiskAssessment.class,
                        DerivedIds.assessment(response.getIdElement().getIdPart()),
                        home)
                .map(former -> home.owners().of(former.getSubject()));
    }

    /**
     * What the logic gave for a form.
     *
     * @param risk as it is to be stored
     * @param others the assessments of other forms that change with it
     */
    private record Made(RiskAssessment risk, List<RiskAssessment> others) {}

    /** Everything that can fail is done here, before anything is written. */
    private Optional<Made> assess(QuestionnaireResponse response, TenantStore home, Optional<RecordView> brought)
            throws BoundedCalls.NotDone {
        RecordView record = brought.map(each -> records.with(each, response.getSubject(), home))
                .orElseGet(() -> records.of(response.getSubject(), home));
        FormAssessment assessment = engine.call(() -> of(home).assess(response, record, Optional.empty()));
        String id = response.getIdElement().getIdPart();
        AssessmentsInForce.Forms used = new AssessmentsInForce.Forms(
                id, assessment.forms(), record.forms(), home.owners().of(response.getSubject()));
        // A form that comes late says what it would have said in its time, so that it can hold when the newer one goes.
        FormAssessment own = used.isBehind(record.origin().held())
                ? engine.call(() -> of(home).assess(response, record.until(response), Optional.empty()))
                : assessment;
        return of(home).riskAssessment(own, response)
                .map(risk -> (RiskAssessment) risk.setId(DerivedIds.assessment(id)))
                .map(risk -> new Made(risk, inForce.settle(risk, used, home)));
    }

    private void write(
            QuestionnaireResponse response,
            List<Resource> facts,
            Optional<RiskAssessment> risk,
            List<String> former,
            TenantStore home) {
        List<Resource> all = new ArrayList<>();
        risk.ifPresent(all::add);
        all.addAll(facts);
        Set<String> targets = new LinkedHashSet<>();
        all.forEach(resource ->
                targets.add(resource.fhirType() + "/" + resource.getIdElement().getIdPart()));
        all.forEach(resource -> derived.write(resource, home));
        former.stream().filter(target -> !targets.contains(target)).forEach(target -> derived.withdraw(target, home));
        targets.addAll(former);
        provenance(response, targets, home);
    }

    private void withdraw(QuestionnaireResponse response, List<String> former, TenantStore home) {
        if (!former.isEmpty()) {
            Set<FormOwner> owners = new LinkedHashSet<>();
            owners.add(home.owners().of(response.getSubject()));
            formerOwner(response, home).ifPresent(owners::add);
            owners.forEach(owner -> inForce.release(response.getIdElement().getIdPart(), owner, home));
            former.forEach(target -> derived.withdraw(target, home));
            provenance(response, new LinkedHashSet<>(former), home);
        }
        later.end(response.getIdElement().getIdPart(), TaskStatus.CANCELLED, home);
    }

    private void provenance(QuestionnaireResponse response, Set<String> targets, TenantStore home) {
        if (!targets.isEmpty()) {
            derived.flush();
            derived.write(
                    FormProvenance.of(response, List.copyOf(targets), clock.instant(), forms.artifactVersion()), home);
        }
    }
}
