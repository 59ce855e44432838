package org.cervicalinsufficiency.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.replicas.Haproxy;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ProductionSettings;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.cervicalinsufficiency.replicas.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * Three replicas behind the proxy of the production example, under calls: each in turn is told to stop, ends, is started
 * again and becomes ready, and no call fails.
 */
class RollingRestartFaults {

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration END = Duration.ofMinutes(1);
    private static final Duration WARM = Duration.ofSeconds(25);
    /** As production/compose.yaml has them. */
    private static final int REPLICAS = Progress.times("replicas", 2);

    private final Progress progress = new Progress("rolling-restart");
    private final List<Integer> ports = IntStream.range(0, REPLICAS)
            .map(i -> ServerProcess.freePort())
            .boxed()
            .toList();
    private final List<Path> folders = IntStream.range(0, REPLICAS)
            .mapToObj(
                    i -> Path.of("target/faults", UUID.randomUUID().toString()).toAbsolutePath())
            .toList();

    @Test
    void losesNoCallBehindTheProxy() throws Exception {
        assertThat(Haproxy.isInstalled())
                .as("HAProxy is on this machine (Debian's package haproxy)")
                .isTrue();
        int rounds = Progress.times("rounds", 1);
        int perSecond = Progress.times("calls", 20);
        ServerProcess.Jvm jvm = QuickJvm.trained(progress);
        try (TestDatabase database = TestDatabase.durable();
                Running running = new Running(database, jvm);
                Haproxy proxy = Haproxy.before(ports)) {
            progress.say(
                    "rolling restart: %d replicas, %d rounds, %d hook calls a second and a form for every twentieth",
                    REPLICAS, rounds, perSecond);
            Load.warm(new ProductionCalls(proxy), WARM);
            int before = forms(database);
            Load quiet = Load.of(new ProductionCalls(proxy), perSecond);
            Thread.sleep(WARM.toMillis());
            quiet.stop();
            progress.say("before: hooks %s; forms %s; failed %s", quiet.hookTimes(), quiet.formTimes(), quiet.failed());
            assertThat(quiet.failed()).isEmpty();
            Load load = Load.of(new ProductionCalls(proxy), perSecond);
            for (int i = 0; i < rounds * REPLICAS; i++) {
                restart(running, i % REPLICAS);
                progress.say("  so far %d calls, failed %s", load.hooks() + load.forms(), load.failed());
            }
            load.stop();
            progress.say(
                    "rolling restart: %d hook calls (%s), %d forms (%s), %d failed %s",
                    load.hooks(),
                    load.hookTimes(),
                    load.forms(),
                    load.formTimes(),
                    load.failed().size(),
                    load.failed());
            assertThat(load.failed()).as(proxy.log()).isEmpty();
            assertThat(forms(database)).isEqualTo(before + quiet.forms() + load.forms());
        }
    }

    private static int forms(TestDatabase database) {
        Integer forms = database.admin().queryForObject("SELECT COUNT(*) FROM SCREENING_FORM", Integer.class);
        return forms == null ? 0 : forms;
    }

    private void restart(Running running, int which) {
        long begin = System.nanoTime();
        ServerProcess old = running.servers.get(which);
        old.process().destroy();
        int code = old.awaitEnd(END);
        assertThat(code).isZero();
        String ended = Progress.seconds(begin);
        running.start(which);
        progress.say(
                "replica %d: told to stop, ended with %d after %s, ready again after %s",
                which + 1, code, ended, Progress.seconds(begin));
    }

    /** The replicas over their database. */
    private final class Running implements AutoCloseable {

        private final TestDatabase database;
        private final ServerProcess.Jvm jvm;
        private final List<ServerProcess> servers = new ArrayList<>();

        private Running(TestDatabase database, ServerProcess.Jvm jvm) {
            this.database = database;
            this.jvm = jvm;
            for (int i = 0; i < REPLICAS; i++) {
                servers.add(begin(i));
            }
            servers.forEach(Running::awaitReady);
        }

        private ServerProcess begin(int which) {
            Map<String, String> settings = new LinkedHashMap<>(ProductionSettings.serving(database.url()));
            settings.put("server.port", String.valueOf(ports.get(which)));
            settings.put("screening.data-directory", folders.get(which).toString());
            return ServerProcess.start(jvm, List.of(), settings);
        }

        private void start(int which) {
            ServerProcess again = begin(which);
            servers.set(which, again);
            awaitReady(again);
        }

        private static void awaitReady(ServerProcess server) {
            server.awaitReady("/readyz", START);
            server.awaitReady("/readyz/fhir", START);
        }

        @Override
        public void close() {
            servers.forEach(ServerProcess::close);
        }
    }
}
