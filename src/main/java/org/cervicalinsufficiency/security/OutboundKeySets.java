package org.cervicalinsufficiency.security;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.outbound.AddressRule;
import org.cervicalinsufficiency.outbound.OutboundAnswer;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.OutboundFailed;
import org.cervicalinsufficiency.outbound.OutboundRequest;

/** Fetches key sets with the rules of every request to another machine: checked addresses, no redirects, little time. */
public final class OutboundKeySets implements KeySetFetcher, AutoCloseable {

    private static final int OK = 200;
    private static final OutboundRequest.Limits LIMITS =
            OutboundRequest.Limits.of(Duration.ofMillis(500), Duration.ofSeconds(2), LARGEST);

    private final OutboundClient client;
    private final AddressRule rule;
    private final Runnable blocked;

    private OutboundKeySets(OutboundClient client, boolean allowPrivate, Runnable blocked) {
        this.client = client;
        this.rule = AddressRule.of(List.of(), allowPrivate);
        this.blocked = blocked;
    }

    /**
     * With connections of its own, so that an EHR that hangs holds up no key.
     *
     * @param allowHttp whether plain http is taken, which is for development only
     * @param allowPrivate whether this machine and private addresses may be asked, which is for development only
     * @param blocked is told each time an address was not asked because it may not be
     */
    public static OutboundKeySets open(boolean allowHttp, boolean allowPrivate, Runnable blocked) {
        return new OutboundKeySets(OutboundClient.open(allowHttp), allowPrivate, blocked);
    }

    @Override
    public byte[] fetch(URI address) throws IOException {
        try {
            OutboundAnswer answer =
                    client.get(new OutboundRequest(address, Map.of("Accept", "application/json"), rule, LIMITS));
            if (answer.status() != OK) {
                throw new IOException("The answer has the status " + answer.status() + ".");
            }
            return answer.body();
        } catch (OutboundFailed failure) {
            if (failure.reason().isBlocked()) {
                blocked.run();
            }
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
