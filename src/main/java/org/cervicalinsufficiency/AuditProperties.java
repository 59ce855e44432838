package org.cervicalinsufficiency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code screening.audit}.
 *
 * @param spoolSize what the calls that wait to become AuditEvents may take on disk
 * @param moveEvery how often waiting calls are moved to the FHIR store
 * @param refusalsEvery how often counted refusals are written down
 * @param whenFull what a hook call gets when it cannot be written down
 */
@ConfigurationProperties("screening.audit")
record AuditProperties(
        @DefaultValue("256MB") DataSize spoolSize,
        @DefaultValue("1s") Duration moveEvery,
        @DefaultValue("1m") Duration refusalsEvery,
        @DefaultValue("answer") WhenFull whenFull) {

    /** What to do without an audit trail. */
    enum WhenFull {
        /** Cards, and an alarm for the operator: decision support is not stopped by a full disk. */
        ANSWER,
        /** 503. */
        REJECT
    }
}
