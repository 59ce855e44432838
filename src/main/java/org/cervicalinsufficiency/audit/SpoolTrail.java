package org.cervicalinsufficiency.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes calls to the spool, and puts it on the disk in groups, away from the calls. */
public final class SpoolTrail implements CallTrail, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolTrail.class);
    private static final long LAST_SECONDS = 5;
    private static final Duration GROUP = Duration.ofMillis(50);
    private static final long SILENCE = Duration.ofMinutes(1).toNanos();

    private final Spool spool;
    private final boolean rejects;
    private final ScheduledExecutorService groups;
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - SILENCE);

    /**
     * A trail into a spool, which stays its caller's to close.
     *
     * @param rejects whether a call that cannot be written down gets no answer
     */
    public SpoolTrail(Spool spool, boolean rejects) {
        this.spool = spool;
        this.rejects = rejects;
        this.groups = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit-spool");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                groups.scheduleWithFixedDelay(this::force, GROUP.toMillis(), GROUP.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void record(AuditedCall call) throws NotAudited {
        boolean written;
        try {
            written = spool.append(call);
        } catch (IOException | RuntimeException failed) {
            // Whatever it is: no call may end because of its audit, unless the site wants that.
            written = false;
        }
        if (!written) {
            tell(unwritten.incrementAndGet());
            if (rejects) {
                throw new NotAudited();
            }
        }
    }

    /** How many calls could not be written since the start. */
    public long unwritten() {
        return unwritten.get();
    }

    private void force() {
        try {
            spool.force();
        } catch (IOException failed) {
            tell(unwritten.get());
        }
    }

    private void tell(long count) {
        long last = toldAt.get();
        long now = System.nanoTime();
        if (now - last >= SILENCE && toldAt.compareAndSet(last, now)) {
            LOG.error(
                    "The audit spool takes no more: waiting bytes={} calls not written={}."
                            + " Make room on its disk, or bring the database back, from which it is emptied.",
                    spool.bytes(),
                    count);
        }
    }

    @Override
    public void close() {
        groups.shutdown();
        try {
            // Not interrupted: that would close the file before the spool has put it on the disk.
            if (!groups.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("The audit spool is still being put on the disk at the end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
