package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * The reminders that a stored form still waits for its assessment: one Task per form. The time of the next attempt is
 * where its execution period begins, since that can be searched for.
 */
final class LaterTasks {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;
    private static final String ATTEMPTS = "attempts";
    private static final String DUE = "period";

    private final DerivedResources derived;
    private final Clock clock;

    LaterTasks(DerivedResources derived, Clock clock) {
        this.derived = derived;
        this.clock = clock;
    }

    /**
     * Asks for an assessment later, or once more.
     *
     * @param why kind of failure, without any text of it
     * @return the Task as {@code Task/id}
     */
    String ask(QuestionnaireResponse response, Coding code, String why, TenantStore home) {
        String id = DerivedIds.later(response.getIdElement().getIdPart());
        Optional<Task> former =
                derived.read(Task.class, id, home).filter(task -> task.getStatus() == TaskStatus.REQUESTED);
        int attempts = former.map(LaterTasks::attempts).orElse(0) + 1;
        Instant now = clock.instant();
        Task task = new Task();
        task.setId(id);
        task.setStatus(TaskStatus.REQUESTED);
        task.setIntent(Task.TaskIntent.ORDER);
        task.setCode(new CodeableConcept(code));
        task.setStatusReason(new CodeableConcept().setText(why));
        task.setFocus(
                new Reference("QuestionnaireResponse/" + response.getIdElement().getIdPart()));
        task.setFor(response.getSubject().copy());
        task.setAuthoredOn(former.map(Task::getAuthoredOn).orElse(Date.from(now)));
        task.setLastModified(Date.from(now));
        next(task, attempts, former.isPresent() ? pause(attempts) : Duration.ZERO);
        derived.write(task, home);
        return "Task/" + id;
    }

    /** The reminder of a form that still waits, as {@code Task/id}. */
    Optional<String> open(String responseId, TenantStore home) {
        return derived.read(Task.class, DerivedIds.later(responseId), home)
                .filter(task -> task.getStatus() == TaskStatus.REQUESTED)
                .map(task -> "Task/" + task.getIdElement().getIdPart());
    }

    /**
     * Puts off a reminder that could not even be tried, so that it does not stand before the others for ever.
     *
     * @param why kind of failure, without any text of it
     */
    void putOff(Task task, String why, TenantStore home) {
        int attempts = attempts(task) + 1;
        task.setStatusReason(new CodeableConcept().setText(why));
        task.setLastModified(Date.from(clock.instant()));
        task.setInput(null);
        next(task, attempts, pause(attempts));
        derived.write(task, home);
    }

    private void next(Task task, int attempts, Duration pause) {
        task.setExecutionPeriod(new Period().setStart(Date.from(clock.instant().plus(pause))));
        task.addInput().setType(new CodeableConcept().setText(ATTEMPTS)).setValue(new IntegerType(attempts));
    }

    /** Ends the reminder of a form, if there is one. */
    void end(String responseId, TaskStatus status, TenantStore home) {
        endTask(DerivedIds.later(responseId), status, home);
    }

    /** Ends a reminder that was tried, whoever wrote it. */
    void endTask(String id, TaskStatus status, TenantStore home) {
        derived.read(Task.class, id, home)
                .filter(task -> task.getStatus() == TaskStatus.REQUESTED)
                .ifPresent(task -> {
                    task.setStatus(status);
                    task.setLastModified(Date.from(clock.instant()));
                    derived.write(task, home);
                });
    }

    /**
     * Finds the reminders whose pause is over, those that have waited longest first: what failed again stands behind
     * everything that is due, so that it keeps nothing newer waiting.
     */
    SearchParameterMap due(Coding code) {
        SearchParameterMap search = requested(code);
        search.add(DUE, new DateParam(ParamPrefixEnum.LESSTHAN_OR_EQUALS, Date.from(clock.instant())));
        search.setSort(new SortSpec(DUE, SortOrderEnum.ASC));
        return search;
    }

    /**
     * Finds all reminders, those first that nobody touched for the longest. A former version of this server, or a client,
     * wrote some without the time of the next attempt. Each attempt touches its reminder, so that every one comes first once.
     */
    SearchParameterMap waiting(Coding code) {
        SearchParameterMap search = requested(code);
        search.setSort(new SortSpec("_lastUpdated", SortOrderEnum.ASC));
        return search;
    }

    private static SearchParameterMap requested(Coding code) {
        SearchParameterMap search = new SearchParameterMap();
        search.add("status", new TokenParam(TaskStatus.REQUESTED.toCode()));
        search.add("code", new TokenParam(code.getSystem(), code.getCode()));
        search.setLoadSynchronous(true);
        return search;
    }

    private static int attempts(Task task) {
        return task.getInputFirstRep().getValue() instanceof IntegerType number ? number.getValue() : 0;
    }

    /** Twice as long each time, up to an hour. */
    static Duration pause(int attempts) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(Math.max(attempts - 2, 0), DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
