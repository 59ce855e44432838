package org.cervicalinsufficiency.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Clients that go through a {@link Mix}: as fast as they get answers, or each call at its time. */
public final class Clients implements AutoCloseable {

    /** More calls than that are not under way at the same time; those that are due wait, and their time counts. */
    private static final int MOST = 64;

    private final Mix mix;
    private final AtomicInteger turn = new AtomicInteger();
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(MOST)
                    .setMaxConnTotal(MOST)
                    .build())
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .build();

    /** Clients with connections of their own. */
    public Clients(Mix mix) {
        this.mix = mix;
    }

    /** Each client sends its next call as soon as it has the answer to the last one. */
    public Count asFastAsAnswered(int clients, Duration time) {
        long begin = System.nanoTime();
        Tally tally = new Tally();
        together(clients, () -> {
            while (System.nanoTime() - begin < time.toNanos()) {
                send(System.nanoTime(), tally);
            }
        });
        return tally.over(Duration.ofNanos(System.nanoTime() - begin));
    }

    /**
     * Calls are due at fixed times, whether the earlier ones are answered or not. How long a call takes counts from when it
     * was due, so that a stall is seen in all calls that it held up.
     */
    public Count atFixedTimes(double perSecond, Duration time) {
        long begin = System.nanoTime();
        double between = 1e9 / perSecond;
        long calls = (long) (time.toNanos() / between);
        AtomicInteger next = new AtomicInteger();
        Tally tally = new Tally();
        together(MOST, () -> {
            for (int mine = next.getAndIncrement(); mine < calls; mine = next.getAndIncrement()) {
                long due = begin + (long) (mine * between);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                send(due, tally);
            }
        });
        return tally.over(Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void together(int clients, Runnable each) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        for (int i = 0; i < clients; i++) {
            threads.execute(each);
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("A call was not answered within an hour.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The soak was stopped.", stopped);
        }
    }

    private void send(long from, Tally tally) {
        Shot shot = mix.at(turn.getAndIncrement());
        try {
            String wrong = client.execute(shot.request(), answer -> {
                String body = answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity());
                if (answer.getCode() != shot.expected() || !shot.right().test(body)) {
                    return answer.getCode() + " " + body;
                }
                shot.heard().accept(body);
                return "";
            });
            if (wrong.isEmpty()) {
                tally.answered(shot.kind(), System.nanoTime() - from);
            } else {
                tally.failed(shot.kind(), wrong);
            }
        } catch (IOException unanswered) {
            tally.failed(shot.kind(), unanswered.toString());
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
