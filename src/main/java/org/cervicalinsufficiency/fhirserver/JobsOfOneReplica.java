package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.model.sched.IHapiScheduler;
import ca.uhn.fhir.jpa.model.sched.ScheduledJobDefinition;
import ca.uhn.fhir.jpa.sched.HapiSchedulerServiceImpl;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.fhirserver.database.DatabaseWatch;
import org.quartz.JobKey;
import org.quartz.SchedulerException;

/**
 * HAPI's scheduler with what it calls clustered made true: those jobs (old searches, old search URLs) run on the replica
 * that leads. Its local jobs, which bring changes of other replicas, run everywhere.
 */
final class JobsOfOneReplica extends HapiSchedulerServiceImpl {

    private final DatabaseWatch watch;

    JobsOfOneReplica(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    protected IHapiScheduler getClusteredScheduler() {
        return new OfLeader(super.getClusteredScheduler(), watch);
    }

    /** Goes while this replica leads. */
    private static final class OfLeader implements IHapiScheduler {

        private final IHapiScheduler jobs;
        private final DatabaseWatch watch;
        private final ScheduledExecutorService following = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "jobs-of-leader");
            thread.setDaemon(true);
            return thread;
        });

        OfLeader(IHapiScheduler jobs, DatabaseWatch watch) {
            this.jobs = jobs;
            this.watch = watch;
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
            if (watch.isLeader() && !jobs.isStarted()) {
                jobs.unpause();
            } else if (!watch.isLeader() && jobs.isStarted()) {
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
