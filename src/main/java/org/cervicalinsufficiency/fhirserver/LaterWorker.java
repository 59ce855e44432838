package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what could not be assessed when it was submitted. Each form is a transaction of its own; where two servers
 * take the same one, the version check of the store lets one of them win.
 */
final class LaterWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaterWorker.class);
    private static final int AT_ONCE = 100;

    private final DaoRegistry daos;
    private final IHapiTransactionService transactions;
    private final FormDerivation derivation;
    private final DerivedResources derived;
    private final LaterTasks later;
    private final FormAssessments forms;
    private final TenantStores stores;
    private final int atOnce;
    private final ScheduledExecutorService schedule;

    /** What works on the store. */
    record Store(
            DaoRegistry daos,
            IHapiTransactionService transactions,
            DerivedResources derived,
            LaterTasks later,
            TenantStores stores) {}

    LaterWorker(Store store, FormDerivation derivation, FormAssessments forms) {
        this(store, derivation, forms, AT_ONCE);
    }

    /**
     * With another limit.
     *
     * @param atOnce how many forms of a tenant one round tries
     */
    LaterWorker(Store store, FormDerivation derivation, FormAssessments forms, int atOnce) {
        this.atOnce = atOnce;
        this.daos = store.daos();
        this.transactions = store.transactions();
        this.derivation = derivation;
        this.derived = store.derived();
        this.later = store.later();
        this.stores = store.stores();
        this.forms = forms;
        this.schedule = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "assess-later");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to look for work. */
    void start(Duration pause) {
        var unused = schedule.scheduleWithFixedDelay(
                this::tryRound, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryRound() {
        try {
            int assessed = round();
            if (assessed > 0) {
                LOG.info("Forms assessed later: {}", assessed);
            }
        } catch (RuntimeException failed) {
            LOG.error(
                    "Forms that wait for an assessment could not be looked for: {}",
                    failed.getClass().getName());
        }
    }

    /** Tries the forms that are due once; gives how many are assessed now. */
    int round() {
        int assessed = 0;
        for (TenantStore home : stores.all()) {
            for (Task task : due(home)) {
                if (isAssessedNow(task, home)) {
                    assessed++;
                }
            }
        }
        return assessed;
    }

    private List<Task> due(TenantStore home) {
        return Stream.concat(
                        found(later.waiting(forms.later()), home).filter(task -> !task.hasExecutionPeriod()),
                        found(later.due(forms.later()), home))
                .limit(atOnce)
                .toList();
    }

    private Stream<Task> found(SearchParameterMap search, TenantStore home) {
        search.setLoadSynchronousUpTo(atOnce);
        return daos.getResourceDao(Task.class).search(search, home.asServer()).getAllResources().stream()
                .map(Task.class::cast);
    }

    private boolean isAssessedNow(Task task, TenantStore home) {
        try {
            return Boolean.TRUE.equals(transactions.withRequest(home.asServer()).execute(() -> tryAgain(task, home)));
        } catch (RuntimeException failed) {
            String kind = failed.getClass().getName();
            LOG.error("A form could not be assessed later: {}", kind);
            putOff(task, kind, home);
            return false;
        }
    }

    /** A reminder that somebody else wrote ends with the attempt: the form has its own, if it needs one. */
    private boolean tryAgain(Task task, TenantStore home) {
        QuestionnaireResponse form = form(task, home);
        String id = task.getIdElement().getIdPart();
        boolean nothingLeft = derivation.stored(form, home, Optional.empty()).isEmpty();
        if (!id.equals(DerivedIds.later(form.getIdElement().getIdPart()))) {
            boolean done = nothingLeft && FormAssessments.isUsable(form);
            later.endTask(id, done ? TaskStatus.COMPLETED : TaskStatus.CANCELLED, home);
        }
        return nothingLeft;
    }

    private QuestionnaireResponse form(Task task, TenantStore home) {
        IdType form = new IdType(task.getFocus().getReference());
        return Optional.ofNullable(form.getIdPart())
                .flatMap(id -> derived.read(QuestionnaireResponse.class, id, home))
                .orElseThrow(() -> new IllegalStateException("The form of a task is not stored."));
    }

    /** What was written about the attempt was rolled back with it. */
    private void putOff(Task task, String kind, TenantStore home) {
        try {
            later.putOff(task, kind, home);
        } catch (RuntimeException failed) {
            LOG.error("A task could not be put off: {}", failed.getClass().getName());
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
