package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.cervicalinsufficiency.fhirserver.TenantPartitions;
import org.cervicalinsufficiency.fhirserver.subscription.SubscriptionTable.Registered;
import org.cervicalinsufficiency.fhirserver.subscription.SubscriptionTable.State;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Subscription;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes what has to be told into the outbox, inside the transaction that changes the resource: both are stored, or
 * neither. Nothing is sent here.
 */
@Interceptor
public class Changes {

    private final SubscriptionTable subscriptions;
    private final Outbox outbox;
    private final CriteriaMatcher criteria;
    private final TenantPartitions partitions;
    private final Runnable afterCommit;

    Changes(
            SubscriptionTable subscriptions,
            Outbox outbox,
            CriteriaMatcher criteria,
            TenantPartitions partitions,
            Runnable afterCommit) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.criteria = criteria;
        this.partitions = partitions;
        this.afterCommit = afterCommit;
    }

    /** HAPI's hook for a new resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails call) {
        changed(resource, partitions.of(call));
    }

    /** HAPI's hook for a new version of a resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails call) {
        changed(after, partitions.of(call));
    }

    /** HAPI's hook for a deleted resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, @Nullable RequestDetails call) {
        if (resource instanceof Subscription subscription) {
            forget(key(subscription, partitions.of(call)));
        }
    }

    private void changed(IBaseResource resource, RequestPartitionId partition) {
        if (resource instanceof Subscription subscription) {
            register(subscription, key(subscription, partition));
        } else if (CriteriaMatcher.TYPES.contains(resource.fhirType())) {
            tell(resource, partition);
        }
    }

    /** A change is told to Subscriptions of the same tenant only. */
    private void tell(IBaseResource resource, RequestPartitionId partition) {
        for (Registered subscription : subscriptions.watching(resource.fhirType())) {
            if (SubscriptionKey.parse(subscription.id()).isIn(partition)
                    && !subscription.ended()
                    && mayMatch(subscription, resource)) {
                outbox.put(
                        subscription.id(),
                        resource.fhirType(),
                        resource.getIdElement().getIdPart(),
                        resource.getIdElement().getVersionIdPartAsLong());
                wakeAfterCommit();
            }
        }
    }

    /** Criteria that cannot be evaluated must not fail the write: the delivery looks again, and says so. */
    private boolean mayMatch(Registered subscription, IBaseResource resource) {
        try {
            return criteria.matches(subscription.criteria(), resource);
        } catch (IllegalStateException notEvaluated) {
            return true;
        }
    }

    private void register(Subscription subscription, String id) {
        switch (subscription.getStatus()) {
            case ACTIVE -> {
                subscriptions.put(row(id, subscription), State.ACTIVE, ends(subscription));
                outbox.restart(id);
                wakeAfterCommit();
            }
            case ERROR -> subscriptions.put(row(id, subscription), State.ERROR, ends(subscription));
            case REQUESTED, OFF, NULL -> forget(id);
        }
    }

    private static String key(Subscription subscription, RequestPartitionId partition) {
        return SubscriptionKey.of(partition, subscription.getIdElement().getIdPart())
                .text();
    }

    private void forget(String id) {
        subscriptions.remove(id);
        outbox.clear(id);
    }

    private static Registered row(String id, Subscription subscription) {
        return new Registered(
                id,
                subscription.getCriteria(),
                EndpointPolicy.target(subscription.getChannel().getEndpoint()),
                false);
    }

    private static @Nullable OffsetDateTime ends(Subscription subscription) {
        return subscription.hasEnd() ? subscription.getEnd().toInstant().atOffset(ZoneOffset.UTC) : null;
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        });
    }
}
