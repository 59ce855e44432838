package org.cervicalinsufficiency.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One GET. Its text form holds neither address nor headers, because both can identify a patient or give access.
 *
 * @param uri the address, with a scheme and a host
 * @param headers what is sent along, name and value
 * @param rule which addresses the host may stand for
 * @param limits how long and how much
 */
public record OutboundRequest(URI uri, Map<String, String> headers, AddressRule rule, Limits limits) {

    /**
     * How long a request may take and how much it may bring.
     *
     * @param connect for the connection
     * @param deadline for everything together, from the name to the last byte
     * @param bytes of one answer, after decompression
     * @param budget shared with other requests; counts as well
     */
    public record Limits(Duration connect, Duration deadline, int bytes, ByteBudget budget) {

        /** Limits of a request that shares none with others. */
        public static Limits of(Duration connect, Duration deadline, int bytes) {
            return new Limits(connect, deadline, bytes, new ByteBudget(2L * bytes));
        }
    }

    /** Copies the headers. */
    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "OutboundRequest";
    }
}
