package org.cervicalinsufficiency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.InvalidTenantFile;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Brings a changed file of registrations into force without a restart. A broken one is reported once, as is
 * one with which the server would not have started, and the registrations before it stay in force.
 */
final class TenantFileWatch implements ApplicationRunner, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(TenantFileWatch.class);
    private static final long PAUSE_SECONDS = 2;

    private final Optional<TenantFile> file;
    private final CurrentTenants tenants;
    private final UnaryOperator<TenantFile> knowing;
    private final Function<Tenants, List<String>> missing;
    private final AtomicReference<String> seen = new AtomicReference<>("");
    private final AtomicReference<String> handled = new AtomicReference<>("");
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "tenants-file");
        daemon.setDaemon(true);
        return daemon;
    });

    /**
     * Watches this file, if there is one; {@code knowing} tells it what the artifacts have by then, {@code missing} says
     * what keeps registrations from being used here.
     */
    TenantFileWatch(
            Optional<TenantFile> file,
            CurrentTenants tenants,
            UnaryOperator<TenantFile> knowing,
            Function<Tenants, List<String>> missing) {
        this.file = file;
        this.tenants = tenants;
        this.knowing = knowing;
        this.missing = missing;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (file.isPresent()) {
            var unused = thread.scheduleWithFixedDelay(this::look, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    /**
     * Reads the file if it changed and has been the same since the last look: the beginning of a file that is still being
     * written may be a good file with fewer tenants.
     */
    void look() {
        file.ifPresent(watched -> {
            String state = state(watched.path());
            boolean settled = state.equals(seen.getAndSet(state));
            if (settled && !state.equals(handled.getAndSet(state))) {
                reload(watched, state);
            }
        });
    }

    private void reload(TenantFile watched, String state) {
        try {
            Tenants next = knowing.apply(watched).read();
            if (!state(watched.path()).equals(state)) {
                // Written to while it was read: the next looks find it changed.
                return;
            }
            List<String> lacks = missing.apply(next);
            if (!lacks.isEmpty()) {
                refused(String.join("\n", lacks));
            } else if (!next.equals(tenants.get())) {
                tenants.replace(next);
                LOG.info("The registrations in {} have changed and are in force.", watched.path());
            }
        } catch (InvalidTenantFile broken) {
            refused(String.valueOf(broken.getMessage()));
        } catch (RuntimeException failure) {
            LOG.error(
                    "The changed registrations in {} could not be read ({}), those before them stay in force.",
                    watched.path(),
                    failure.getClass().getName());
        }
    }

    private static void refused(String why) {
        LOG.error("The changed registrations are not used, those before them stay in force:\n{}", why);
    }

    /** Changes whenever the file does; a file that is gone has a state of its own. */
    private static String state(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis() + " " + Files.size(path);
        } catch (IOException gone) {
            return "gone";
        }
    }
}
