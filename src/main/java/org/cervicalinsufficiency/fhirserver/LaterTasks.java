package org.cervicalinsufficiency.fhirserver;

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

/** The reminders that a stored form still waits for its assessment: one Task per form. */
final class LaterTasks {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;
    private static final String ATTEMPTS = "attempts";

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
        Period notBefore = new Period().setStart(Date.from(former.isPresent() ? now.plus(pause(attempts)) : now));
        task.setRestriction(new Task.TaskRestrictionComponent().setPeriod(notBefore));
        task.addInput().setType(new CodeableConcept().setText(ATTEMPTS)).setValue(new IntegerType(attempts));
        derived.write(task, home);
        return "Task/" + id;
    }

    /** Ends the reminder of a form, if there is one. */
    void end(String responseId, TaskStatus status, TenantStore home) {
        derived.read(Task.class, DerivedIds.later(responseId), home)
                .filter(task -> task.getStatus() == TaskStatus.REQUESTED)
                .ifPresent(task -> {
                    task.setStatus(status);
                    task.setLastModified(Date.from(clock.instant()));
                    derived.write(task, home);
                });
    }

    /** Whether the pause before the next attempt is over. */
    boolean isDue(Task task) {
        Date notBefore = task.getRestriction().getPeriod().getStart();
        return notBefore == null || !notBefore.toInstant().isAfter(clock.instant());
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
