package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.model.sched.IHapiScheduler;
import ca.uhn.fhir.jpa.model.sched.ScheduledJobDefinition;
import ca.uhn.fhir.jpa.sched.HapiSchedulerServiceImpl;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.cervicalinsufficiency.fhirserver.database.StoreState;
import org.quartz.JobKey;
import org.quartz.SchedulerException;

/**
 * HAPI's scheduler with what it calls clustered made true: those jobs (old searches, old search URLs) run on the replica
 * that leads. Its local jobs, which bring changes of other replicas, run everywhere. While the store cannot be used none
 * does.
 */
final class JobsOfOneReplica extends HapiSchedulerServiceImpl {

    private final StoreState store;

    JobsOfOneReplica(StoreState store) {
        this.store = store;
    }

    @Override
    protected IHapiScheduler getLocalHapiScheduler() {
        return new Timely(super.getLocalHapiScheduler(), store::isReady);
    }

    @Override
    protected IHapiScheduler getClusteredScheduler() {
        return new Timely(super.getClusteredScheduler(), store::isLeading);
    }

    /** Goes while it may. */
    private static final class Timely implements IHapiScheduler {

        private final IHapiScheduler jobs;
        private final BooleanSupplier may;
        private final AtomicBoolean running = new AtomicBoolean();
        private final ScheduledExecutorService following = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "jobs-switch");
            thread.setDaemon(true);
            return thread;
        });

        Timely(IHapiScheduler jobs, BooleanSupplier may) {
            this.jobs = jobs;
            this.may = may;
        }

        @Override
        public void init() throws SchedulerException {
            jobs.init();
        }

        @Override
        public void start() {
            var unused = following.scheduleWithFixedDelay(this::follow, 0, 1, TimeUnit.SECONDS);
        }

        private void follow() {
            boolean now = may.getAsBoolean();
            if (now && running.compareAndSet(false, true)) {
                jobs.unpause();
            } else if (!now && running.compareAndSet(true, false)) {
                jobs.pause();
            }
        }

        @Override
        public void shutdown() {
            following.shutdownNow();
            jobs.shutdown();
        }

        @Override
        public boolean isStarted() {
            return jobs.isStarted();
        }

        @Override
        public void clear() throws SchedulerException {
            jobs.clear();
        }

        @Override
        public void logStatusForUnitTest() {
            jobs.logStatusForUnitTest();
        }

        @Override
        public void pause() {
            jobs.pause();
        }

        @Override
        public void unpause() {
            jobs.unpause();
        }

        @Override
        public void scheduleJob(long pause, ScheduledJobDefinition job) {
            jobs.scheduleJob(pause, job);
        }

        @Override
        public Set<JobKey> getJobKeysForUnitTest() throws SchedulerException {
            return jobs.getJobKeysForUnitTest();
        }

        @Override
        public void triggerJobImmediately(ScheduledJobDefinition job) {
            jobs.triggerJobImmediately(job);
        }
    }
}
