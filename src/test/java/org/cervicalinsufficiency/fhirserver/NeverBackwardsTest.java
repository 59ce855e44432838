package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.Date;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** With two real clocks: ClockSkewFaults. */
class NeverBackwardsTest {

    private static final Date NOON = new Date(1_800_000_000_000L);
    private final NeverBackwards interceptor = new NeverBackwards();

    private static Patient writtenAt(Date time) {
        Patient patient = new Patient();
        patient.getMeta().setLastUpdated(time);
        return patient;
    }

    private static TransactionDetails at(long millis) {
        return new TransactionDetails(new Date(millis));
    }

    @Test
    void isAMillisecondYoungerWhereTheClockIsBehind() {
        TransactionDetails behind = at(NOON.getTime() - 300_000);
        interceptor.updating(writtenAt(NOON), new Patient(), behind);
        assertThat(behind.getTransactionDate()).isEqualTo(new Date(NOON.getTime() + 1));

        TransactionDetails same = at(NOON.getTime());
        interceptor.deleting(writtenAt(NOON), same);
        assertThat(same.getTransactionDate()).isEqualTo(new Date(NOON.getTime() + 1));
    }

    @Test
    void isTheClocksTimeOtherwise() {
        TransactionDetails later = at(NOON.getTime() + 5);
        interceptor.updating(writtenAt(NOON), new Patient(), later);
        interceptor.updating(new Patient(), new Patient(), later);
        assertThat(later.getTransactionDate()).isEqualTo(new Date(NOON.getTime() + 5));
    }
}
