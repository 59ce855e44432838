package org.cervicalinsufficiency.fhirserver.subscription;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to tell a receiver about a resource, and what follows from its end. What is told is the resource as it is
 * now, if it still meets the criteria: a result that was taken back meanwhile does not go out.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Outbox outbox;
    private final StoredResources stored;
    private final CriteriaMatcher criteria;
    private final EndpointPolicy endpoints;
    private final RestHook hook;
    private final Backoff backoff;
    private final Duration giveUpAfter;

    Delivery(
            Outbox outbox,
            StoredResources stored,
            SubscriptionCheck.Rules rules,
            RestHook hook,
            Backoff backoff,
            Duration giveUpAfter) {
        this.outbox = outbox;
        this.stored = stored;
        this.criteria = rules.criteria();
        this.endpoints = rules.endpoints();
        this.hook = hook;
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
    }

    /**
     * Makes the attempt.
     *
     * @throws InterruptedException if the server is stopping; the notice is back in the outbox then
     */
    void attempt(Notice notice) throws InterruptedException {
        SubscriptionKey key = SubscriptionKey.parse(notice.subscription());
        Optional<Subscription> subscription = stored.activeSubscription(key);
        if (subscription.isEmpty()) {
            putBack(notice, "not active");
            return;
        }
        Optional<String> refused = reasonToStop(subscription.get());
        if (refused.isPresent()) {
            putBack(notice, "refused");
            fail(notice, subscription.get(), refused.get());
            return;
        }
        Optional<Resource> resource = stored.read(key, notice.type(), notice.id());
        try {
            if (resource.isEmpty() || !criteria.matches(subscription.get().getCriteria(), resource.get())) {
                outbox.delivered(notice, resource.map(Delivery::version).orElse(Long.MAX_VALUE));
                return;
            }
        } catch (IllegalStateException notEvaluated) {
            LOG.warn("Subscription criteria failed: id={} type={}", notice.subscription(), notice.type());
            notDelivered(notice, subscription.get(), "criteria failed");
            return;
        }
        tell(notice, subscription.get(), resource.get());
    }

    /** Settings and search parameters can have changed since the Subscription was written. */
    private Optional<String> reasonToStop(Subscription subscription) {
        return endpoints
                .problemWith(subscription.getChannel().getEndpoint())
                .map(problem -> "channel.endpoint " + problem)
                .or(() -> criteria.problemWith(subscription.getCriteria()).map(problem -> "criteria " + problem));
    }

    private void tell(Notice notice, Subscription subscription, Resource resource) throws InterruptedException {
        long start = System.nanoTime();
        RestHook.Answer answer = answer(notice, subscription, resource);
        LOG.info(
                "Subscription notice {}: receiver={} type={} status={} attempt={} ms={}",
                answer.success() ? "delivered" : "not delivered",
                EndpointPolicy.target(subscription.getChannel().getEndpoint()),
                notice.type(),
                answer.status(),
                notice.attempts() + 1,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        if (answer.success()) {
            outbox.delivered(notice, version(resource));
        } else {
            notDelivered(notice, subscription, answer.status());
        }
    }

    private void notDelivered(Notice notice, Subscription subscription, String status) {
        putBack(notice, status);
        OffsetDateTime patience = notice.since().plus(giveUpAfter);
        if (!outbox.now().isBefore(patience)) {
            fail(
                    notice,
                    subscription,
                    "A notice could not be delivered since " + notice.since().toInstant() + "; the last answer was "
                            + status + ". Notices are kept: mend the receiver, then set status to requested.");
        }
    }

    private RestHook.Answer answer(Notice notice, Subscription subscription, Resource resource)
            throws InterruptedException {
        try {
            return hook.tell(subscription, resource);
        } catch (InterruptedException stopping) {
            outbox.failed(notice, Duration.ZERO, "stopped");
            throw stopping;
        }
    }

    private void putBack(Notice notice, String problem) {
        outbox.failed(notice, backoff.after(notice.attempts() + 1), problem);
    }

    private void fail(Notice notice, Subscription subscription, String why) {
        LOG.warn(
                "Subscription put into error: id={} receiver={}",
                subscription.getIdElement().getIdPart(),
                EndpointPolicy.target(subscription.getChannel().getEndpoint()));
        stored.fail(SubscriptionKey.parse(notice.subscription()), subscription, why);
    }

    private static long version(Resource resource) {
        return resource.getIdElement().getVersionIdPartAsLong();
    }
}
