package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which Subscription: ids are unique within one part of the store only.
 *
 * @param partition number of the part; null for the shared one
 * @param id id of the Subscription
 */
record SubscriptionKey(@Nullable Integer partition, String id) {

    private static final char BETWEEN = '/';

    static SubscriptionKey of(RequestPartitionId partition, String id) {
        return new SubscriptionKey(partition.getFirstPartitionIdOrNull(), id);
    }

    /** Reads what {@link #text} wrote. */
    static SubscriptionKey parse(String text) {
        int between = text.indexOf(BETWEEN);
        return between < 0
                ? new SubscriptionKey(null, text)
                : new SubscriptionKey(Integer.valueOf(text.substring(0, between)), text.substring(between + 1));
    }

    /** As it stands in the tables. */
    String text() {
        return partition == null ? id : partition + String.valueOf(BETWEEN) + id;
    }

    boolean isIn(RequestPartitionId other) {
        return Objects.equals(partition, other.getFirstPartitionIdOrNull());
    }

    /** A call of the server itself in the same part of the store. */
    SystemRequestDetails asServer() {
        SystemRequestDetails call = new SystemRequestDetails();
        call.setRequestPartitionId(RequestPartitionId.fromPartitionId(partition));
        return call;
    }
}
