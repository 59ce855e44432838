package org.cervicalinsufficiency.fhirserver.feedback;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code screening.feedback}.
 *
 * @param keep how long issued cards and feedback are kept
 * @param infoFor how long an {@code info} card that was acted on stays away at most
 * @param queue how many answers may wait to be written down
 */
@ConfigurationProperties("screening.feedback")
record FeedbackProperties(
        @DefaultValue("730d") Duration keep,
        @DefaultValue("280d") Duration infoFor,
        @DefaultValue("10000") int queue) {

    FeedbackProperties {
        if (keep.compareTo(infoFor) < 0) {
            throw new IllegalArgumentException("screening.feedback.keep is shorter than screening.feedback.info-for;"
                    + " what was done with a card must be kept as long as it has an effect.");
        }
        if (queue < 1) {
            throw new IllegalArgumentException("screening.feedback.queue is " + queue + "; set it to 1 or more.");
        }
    }
}
