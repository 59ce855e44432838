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
        this.inForce = new AssessmentsInForce(derived, table);
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
        made.ifPresent(each -> inForce.mark(each.risk(), each.forms(), home));
        write(response, facts, made.map(Made::risk), former, home);
        if (made.isPresent()) {
            later.end(id, TaskStatus.COMPLETED, home);
            inForce.settle(made.get().forms(), home).ifPresent(form -> again(form, home));
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

    /** The assessment of another form holds again: it is made anew, as of a form that could not be assessed. */
    private void again(String form, TenantStore home) {
        derived.read(QuestionnaireResponse.class, form, home).ifPresent(response -> {
            String task = later.ask(response, of(home).later(), "The assessment of a newer form was withdrawn.", home);
            LOG.info("A form is assessed again, since a newer one was withdrawn: {}", task);
        });
    }

    /** A form that was about somebody else stands in the way of none of that patient's others any more. */
    private void releaseFormerPatient(QuestionnaireResponse response, TenantStore home) {
        String id = response.getIdElement().getIdPart();
        FormOwner owner = home.owners().of(response.getSubject());
        derived.read(RiskAssessment.class, DerivedIds.assessment(id), home)
                .map(former -> home.owners().of(former.getSubject()))
                .filter(former -> !former.equals(owner))
                .flatMap(former -> inForce.heldBackBy(id, former, home))
                .ifPresent(form -> again(form, home));
    }

    /**
     * What the logic gave for a form.
     *
     * @param risk as it is to be stored
     * @param forms which forms it rests on
     */
    private record Made(RiskAssessment risk, AssessmentsInForce.Forms forms) {}

    /** Everything that can fail is done here, before anything is written. */
    private Optional<Made> assess(QuestionnaireResponse response, TenantStore home, Optional<RecordView> brought)
            throws BoundedCalls.NotDone {
        RecordView record = brought.orElseGet(() -> records.of(response.getSubject(), home));
        FormAssessment assessment = engine.call(() -> of(home).assess(response, record, Optional.empty()));
        String id = response.getIdElement().getIdPart();
        return of(home).riskAssessment(assessment, response)
                .map(risk -> new Made(
                        (RiskAssessment) risk.setId(DerivedIds.assessment(id)),
                        new AssessmentsInForce.Forms(
                                id, assessment.forms(), home.owners().of(response.getSubject()))));
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
            former.forEach(target -> derived.withdraw(target, home));
            provenance(response, new LinkedHashSet<>(former), home);
            inForce.heldBackBy(
                            response.getIdElement().getIdPart(), home.owners().of(response.getSubject()), home)
                    .ifPresent(form -> again(form, home));
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
