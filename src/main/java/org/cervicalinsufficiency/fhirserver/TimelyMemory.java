package org.cervicalinsufficiency.fhirserver;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.cervicalinsufficiency.feedback.PatientMemory;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is stored about a patient for a call that cannot wait: an answer within the limit, or the statement that there is none. After
 * some failures in a row the store is left alone for a while, so that a database that hangs does not slow every call down.
 */
final class TimelyMemory implements PatientMemory {

    private static final Logger LOG = LoggerFactory.getLogger(TimelyMemory.class);
    private static final int FAILURES = 3;
    private static final long REST = TimeUnit.SECONDS.toNanos(5);

    private final PatientMemoryTable table;
    private final BoundedCalls calls;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong restingSince = new AtomicLong();

    TimelyMemory(PatientMemoryTable table, BoundedCalls calls) {
        this.table = table;
        this.calls = calls;
    }

    @Override
    public Remembered of(FormOwner owner, String patient) {
        if (isResting()) {
            return Remembered.notRead();
        }
        try {
            Remembered found = calls.call(() -> table.of(owner, patient));
            failures.set(0);
            return found;
        } catch (BoundedCalls.NotDone notDone) {
            if (failures.incrementAndGet() >= FAILURES) {
                restingSince.set(System.nanoTime());
            }
            LOG.error("Stored forms and feedback were not read: {}", notDone.kind());
            return Remembered.notRead();
        }
    }

    /** After the rest one more failure begins the next one. */
    private boolean isResting() {
        return failures.get() >= FAILURES && System.nanoTime() - restingSince.get() < REST;
    }
}
