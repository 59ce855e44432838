package org.cervicalinsufficiency.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Clients that send the next call as soon as they have the answer to the last one, for a given time. */
final class Load implements AutoCloseable {

    private static final int MOST_CLIENTS = 64;
    private static final int DIGITS = 3;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(MOST_CLIENTS)
                    .setMaxConnTotal(MOST_CLIENTS)
                    .build())
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .build();

    /**
     * What came of it.
     *
     * @param calls that were answered with 200
     * @param failed every other answer, and none
     * @param micros how long the good ones took, in microseconds
     */
    record Answers(long calls, long failed, Histogram micros, Duration elapsed) {
        double perSecond() {
            return calls / (elapsed.toNanos() / 1e9);
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /**
     * What is sent.
     *
     * @param to where
     * @param body as bytes
     * @param type of the body
     * @param expected the status of a good answer
     */
    record Call(URI to, byte[] body, ContentType type, int expected) {

        /** A hook call, or anything else that is answered with 200. */
        static Call json(URI to, byte[] body) {
            return new Call(to, body, ContentType.APPLICATION_JSON, HttpStatus.SC_OK);
        }
    }

    /** Sends the bodies in turn. */
    Answers run(Target target, List<byte[]> bodies, int clients, Duration time) {
        return run(turn -> Call.json(target.service(), bodies.get(Math.floorMod(turn, bodies.size()))), clients, time);
    }

    /** @param script gives the call of each turn, which begins with 0 */
    Answers run(IntFunction<Call> script, int clients, Duration time) {
        ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        AtomicInteger turn = new AtomicInteger();
        AtomicLong failed = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        for (int i = 0; i < clients; i++) {
            threads.execute(() -> {
                while (System.nanoTime() < end) {
                    Call call = script.apply(turn.getAndIncrement());
                    long sent = System.nanoTime();
                    if (isGood(call)) {
                        micros.recordValue(
                                Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent)));
                    } else {
                        failed.incrementAndGet();
                    }
                }
            });
        }
        threads.shutdown();
        await(threads);
        return new Answers(micros.getTotalCount(), failed.get(), micros, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void await(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("A call was not answered within five minutes.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was stopped.", stopped);
        }
    }

    private boolean isGood(Call call) {
        try {
            return client.execute(post(call), answer -> {
                try (InputStream content = answer.getEntity().getContent()) {
                    return content.readAllBytes().length > 0 && answer.getCode() == call.expected();
                }
            });
        } catch (IOException unanswered) {
            return false;
        }
    }

    private static HttpPost post(Call call) {
        HttpPost post = new HttpPost(call.to());
        post.setEntity(new ByteArrayEntity(call.body(), call.type()));
        return post;
    }

    /**
     * One call, for its answer.
     *
     * @throws IOException also if the status is another one than expected
     */
    byte[] answer(Call call) throws IOException {
        return client.execute(post(call), answer -> {
            try (InputStream content = answer.getEntity().getContent()) {
                byte[] bytes = content.readAllBytes();
                if (answer.getCode() != call.expected()) {
                    throw new IOException(call.to() + " answered " + answer.getCode() + ": "
                            + new String(bytes, StandardCharsets.UTF_8));
                }
                return bytes;
            }
        });
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
