package org.cervicalinsufficiency.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.outbound.OutboundFailed.Reason;

/**
 * Hosts of addresses and what they stand for. A name is asked for once at a time, however many requests wait for it, so
 * that a name server that hangs for one host holds one thread and no other host.
 */
final class HostNames {

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)*" + "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\\.?");
    private static final Pattern QUAD = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    private static final Pattern BRACKETS = Pattern.compile("\\[([0-9a-f:]*(?:\\d{1,3}(?:\\.\\d{1,3}){3})?)]");

    private final Resolver resolver;
    private final Executor threads;
    private final Map<String, CompletableFuture<List<InetAddress>>> asked = new ConcurrentHashMap<>();

    HostNames(Resolver resolver, Executor threads) {
        this.resolver = resolver;
        this.threads = threads;
    }

    /** The host of an address in lower case; empty if it is written in a way that readers understand differently. */
    static Optional<String> of(URI uri) {
        return Optional.ofNullable(uri.getHost())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(host -> NAME.matcher(host).matches()
                        || QUAD.matcher(host).matches()
                        || BRACKETS.matcher(host).matches());
    }

    /** The addresses of a host that {@link #of} has let pass. */
    CompletableFuture<List<InetAddress>> addresses(String host) {
        if (!NAME.matcher(host).matches()) {
            return literal(host);
        }
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> other = asked.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        try {
            threads.execute(() -> ask(host, mine));
        } catch (RejectedExecutionException tooManyHang) {
            asked.remove(host, mine);
            fail(mine, Reason.NAME_UNKNOWN);
        }
        return mine;
    }

    private void ask(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = List.copyOf(resolver.resolve(host));
            asked.remove(host, answer);
            if (addresses.isEmpty()) {
                fail(answer, Reason.NAME_UNKNOWN);
            } else {
                answer.complete(addresses);
            }
        } catch (UnknownHostException | RuntimeException unknown) {
            asked.remove(host, answer);
            fail(answer, Reason.NAME_UNKNOWN);
        }
    }

    private static CompletableFuture<List<InetAddress>> literal(String host) {
        boolean six = host.startsWith("[");
        try {
            InetAddress address = InetAddress.getByName(host);
            // An IPv4 address in IPv6 dress is taken for what it hides, and nobody has a reason to write it so.
            return six == (address instanceof Inet6Address)
                    ? CompletableFuture.completedFuture(List.of(address))
                    : failed(Reason.ADDRESS_REFUSED);
        } catch (UnknownHostException notAnAddress) {
            return failed(Reason.NOT_ALLOWED);
        }
    }

    private static <T> CompletableFuture<T> failed(Reason reason) {
        CompletableFuture<T> failed = new CompletableFuture<>();
        fail(failed, reason);
        return failed;
    }

    private static void fail(CompletableFuture<?> future, Reason reason) {
        future.completeExceptionally(new CompletionException(new OutboundFailed(reason)));
    }
}
