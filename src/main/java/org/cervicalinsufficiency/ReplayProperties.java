package org.cervicalinsufficiency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code screening.hooks.replay}.
 *
 * @param capacity tokens of one issuer that a process remembers; one more, and the call is refused for now
 * @param deadline how long a call waits for the database
 * @param withoutStore what counts while the database does not answer
 */
@ConfigurationProperties("screening.hooks.replay")
record ReplayProperties(
        @DefaultValue("65536") int capacity,
        @DefaultValue("150ms") Duration deadline,
        @DefaultValue("local") WithoutStore withoutStore) {

    /** What counts while the database does not answer. */
    enum WithoutStore {
        /** This process's memory: a token can be used once on each replica. */
        LOCAL,
        /** Nothing: calls are refused until the database is back. */
        REJECT
    }

    ReplayProperties {
        if (capacity < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException(
                    "screening.hooks.replay: capacity and deadline must be greater than zero.");
        }
    }
}
