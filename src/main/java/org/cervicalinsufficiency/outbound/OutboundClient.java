package org.cervicalinsufficiency.outbound;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.cervicalinsufficiency.outbound.OutboundFailed.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Asks other machines. A name is resolved once; every address it stands for is checked, and the connection goes to the
 * one that was checked, while TLS asks for the name. Nothing is followed, repeated, remembered or read from the
 * environment. A request ends at its deadline, also while bytes are dripping in. Logs nothing: who asks knows what may
 * be said.
 */
public final class OutboundClient implements AutoCloseable {

    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]{1,16384}");
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int NAME_THREADS = 32;
    private static final int LARGEST_PORT = 65535;

    private final boolean allowHttp;
    private final CloseableHttpAsyncClient transport;
    private final ThreadPoolExecutor nameThreads = new ThreadPoolExecutor(
            0, NAME_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonThreads("outbound-names"));
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("outbound-deadlines"));
    private final HostNames names;

    /** A client for real use: names as the machine resolves them, trust as the JVM is set up. */
    public static OutboundClient open(boolean allowHttp) {
        return new OutboundClient(allowHttp, Resolver.SYSTEM, Optional.empty());
    }

    /**
     * A client.
     *
     * @param allowHttp whether plain http is taken, which is for development only
     * @param resolver turns names into addresses
     * @param trust whom to trust in place of what the JVM trusts
     */
    public OutboundClient(boolean allowHttp, Resolver resolver, Optional<SSLContext> trust) {
        this.allowHttp = allowHttp;
        this.names = new HostNames(resolver, nameThreads);
        this.transport = HttpTransport.start(trust);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws OutboundFailed if there is none
     */
    public OutboundAnswer get(OutboundRequest request) throws OutboundFailed {
        CompletableFuture<OutboundAnswer> answer = start(request);
        try {
            return answer.get();
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new OutboundFailed(Reason.LATE);
        } catch (ExecutionException | CancellationException failure) {
            throw failureOf(failure);
        }
    }

    /**
     * Asks without waiting. The answer fails with {@link OutboundFailed}, always before or at the deadline; cancelling it
     * ends the request. What is done after it must be short, because it runs on the threads of all requests.
     */
    public CompletableFuture<OutboundAnswer> start(OutboundRequest request) {
        CompletableFuture<OutboundAnswer> answer = new CompletableFuture<>();
        Optional<String> host = HostNames.of(request.uri());
        if (host.isEmpty() || !isAsked(request)) {
            answer.completeExceptionally(new OutboundFailed(Reason.NOT_ALLOWED));
            return answer;
        }
        Future<?> alarm = deadlines.schedule(
                () -> answer.completeExceptionally(new OutboundFailed(Reason.LATE)),
                request.limits().deadline().toNanos(),
                TimeUnit.NANOSECONDS);
        answer.whenComplete((done, failure) -> alarm.cancel(false));
        names.addresses(host.get()).whenComplete((addresses, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failureOf(failure));
            } else if (!addresses.stream().allMatch(request.rule()::allows)) {
                answer.completeExceptionally(new OutboundFailed(Reason.ADDRESS_REFUSED));
            } else if (!answer.isDone()) {
                connect(request, host.get(), addresses, answer);
            }
        });
        return answer;
    }

    /** Ends all requests and closes all connections. */
    @Override
    public void close() {
        transport.close(CloseMode.IMMEDIATE);
        nameThreads.shutdownNow();
        deadlines.shutdownNow();
    }

    /** What a failure of a future of {@link #start} was. */
    public static OutboundFailed failureOf(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof OutboundFailed known) {
            return known;
        }
        if (cause instanceof AnswerReader.TooLarge) {
            return new OutboundFailed(Reason.TOO_LARGE);
        }
        if (cause instanceof ProtocolException) {
            return new OutboundFailed(Reason.UNREADABLE);
        }
        boolean late = cause instanceof CancellationException
                || cause instanceof ConnectionRequestTimeoutException
                || (cause instanceof InterruptedIOException && !(cause instanceof ConnectException));
        return new OutboundFailed(late ? Reason.LATE : Reason.NOT_REACHED);
    }

    private boolean isAsked(OutboundRequest request) {
        URI uri = request.uri();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean schemeFits = scheme.equals("https") || (allowHttp && scheme.equals("http"));
        boolean bare = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= LARGEST_PORT);
        return schemeFits
                && bare
                && port
                && request.headers().values().stream()
                        .allMatch(value -> HEADER_VALUE.matcher(value).matches());
    }

    private void connect(
            OutboundRequest request, String host, List<InetAddress> checked, CompletableFuture<OutboundAnswer> answer) {
        try {
            AsyncRequestBuilder message =
                    AsyncRequestBuilder.get(request.uri()).setHeader("Accept-Encoding", "identity");
            request.headers().forEach(message::setHeader);
            HttpClientContext context = HttpClientContext.create();
            context.setRequestConfig(timeouts(request.limits()));
            Future<OutboundAnswer> running = transport.execute(
                    target(request.uri(), host, checked.get(0)),
                    message.build(),
                    new AnswerReader(request.limits()),
                    null,
                    context,
                    new Handover(answer));
            answer.whenComplete((done, failure) -> {
                if (failure != null) {
                    running.cancel(true);
                }
            });
        } catch (UnknownHostException | RuntimeException closed) {
            answer.completeExceptionally(new OutboundFailed(Reason.NOT_REACHED));
        }
    }

    /** The name for TLS and the Host header, with the address that was checked: the library keeps both together. */
    private static HttpHost target(URI uri, String host, InetAddress checked) throws UnknownHostException {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HttpHost(scheme, InetAddress.getByAddress(name, checked.getAddress()), name, port);
    }

    @SuppressWarnings("deprecation")
    private static RequestConfig timeouts(OutboundRequest.Limits limits) {
        Timeout deadline = Timeout.ofMilliseconds(limits.deadline().toMillis());
        return RequestConfig.custom()
                // Deprecated in favour of one time for a whole client; here it belongs to the request.
                .setConnectTimeout(Timeout.ofMilliseconds(limits.connect().toMillis()))
                .setConnectionRequestTimeout(deadline)
                .setResponseTimeout(deadline)
                .build();
    }

    /** Takes what the library gives and completes the answer with it. */
    private static final class Handover implements FutureCallback<OutboundAnswer> {

        private final CompletableFuture<OutboundAnswer> answer;

        Handover(CompletableFuture<OutboundAnswer> answer) {
            this.answer = answer;
        }

        @Override
        public void completed(@Nullable OutboundAnswer received) {
            if (received == null) {
                answer.completeExceptionally(new OutboundFailed(Reason.UNREADABLE));
            } else {
                answer.complete(received);
            }
        }

        @Override
        public void failed(Exception failure) {
            answer.completeExceptionally(failureOf(failure));
        }

        @Override
        public void cancelled() {
            answer.completeExceptionally(new OutboundFailed(Reason.LATE));
        }
    }
}
