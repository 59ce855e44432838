package org.cervicalinsufficiency.fhirserver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts forms by what became of them. A stored one counts when its transaction is committed. */
final class SubmissionMeters {

    private final MeterRegistry meters;

    SubmissionMeters(MeterRegistry meters) {
        this.meters = meters;
        List.of("stored", "later", "refused")
                .forEach(outcome -> submitted(outcome).increment(0));
        List.of("same", "taken").forEach(outcome -> repeated(outcome).increment(0));
    }

    /**
     * A form stands in the transaction under way.
     *
     * @param later whether it could not be assessed yet
     */
    void stored(boolean later) {
        String outcome = later ? "later" : "stored";
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            submitted(outcome).increment();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                submitted(outcome).increment();
            }
        });
    }

    /** A form was not let in. */
    void refused() {
        submitted("refused").increment();
    }

    /** A form was there before, with the same content. */
    void same() {
        repeated("same").increment();
    }

    /** Another form has the identifier of this one. */
    void taken() {
        repeated("taken").increment();
    }

    private Counter submitted(String outcome) {
        return Counter.builder("qr.submitted")
                .description("Forms by what became of them")
                .tags("outcome", outcome)
                .register(meters);
    }

    private Counter repeated(String outcome) {
        return Counter.builder("qr.dedup")
                .description("Forms that were sent again, or with the identifier of another")
                .tags("outcome", outcome)
                .register(meters);
    }
}
