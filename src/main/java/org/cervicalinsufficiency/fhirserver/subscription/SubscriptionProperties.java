package org.cervicalinsufficiency.fhirserver.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code screening.subscriptions}.
 *
 * @param allowedHosts receivers that are registered, each as {@code host} or {@code host:port}; in production no other
 *     is told anything
 * @param poll how often the outbox is looked at when nothing new was written
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long one attempt may take, from the connection to the receiver's answer
 * @param firstRetry the pause after the first failed attempt; it doubles from one to the next
 * @param longestRetry where the pause stops growing
 * @param giveUpAfter how long a notice is tried before its Subscription goes into error
 * @param perReceiver how many attempts one receiver may occupy at the same time
 */
@ConfigurationProperties("screening.subscriptions")
record SubscriptionProperties(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration answerTimeout,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("5m") Duration longestRetry,
        @DefaultValue("72h") Duration giveUpAfter,
        @DefaultValue("2") int perReceiver) {

    private static final int MOST_PER_RECEIVER = 16;

    SubscriptionProperties {
        allowedHosts = List.copyOf(allowedHosts);
        Map.of(
                        "poll", poll,
                        "connect-timeout", connectTimeout,
                        "answer-timeout", answerTimeout,
                        "first-retry", firstRetry,
                        "longest-retry", longestRetry,
                        "give-up-after", giveUpAfter)
                .forEach(SubscriptionProperties::requirePositive);
        if (longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("screening.subscriptions.longest-retry is " + longestRetry
                    + ", shorter than first-retry, " + firstRetry + ": make it at least as long.");
        }
        if (perReceiver < 1 || perReceiver > MOST_PER_RECEIVER) {
            throw new IllegalArgumentException("screening.subscriptions.per-receiver is " + perReceiver
                    + "; set it between 1 and " + MOST_PER_RECEIVER + ".");
        }
    }

    /** For how long a claimed notice belongs to the one who claimed it: longer than any attempt can take. */
    Duration lease() {
        return connectTimeout.plus(answerTimeout).plusSeconds(30);
    }

    private static void requirePositive(String setting, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    "screening.subscriptions." + setting + " is " + value + "; give a time above zero, such as 5s.");
        }
    }
}
