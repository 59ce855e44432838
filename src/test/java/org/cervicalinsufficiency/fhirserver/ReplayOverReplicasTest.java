package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.LocalReplayMemory;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.SharedReplayMemory;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.security.TokenVerdict;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas over one database take every token once, whichever of them it is shown to. */
class ReplayOverReplicasTest {

    private static final String PATH = "/cds-services/cervical-insufficiency-patient-view";
    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final int TOKENS = 100;
    private static final int SHOWN = 101;
    private static final int THREADS = 8;

    @TempDir
    private Path folder;

    @Test
    void overH2() throws Exception {
        try (HikariDataSource source = new HikariDataSource()) {
            source.setJdbcUrl("jdbc:h2:mem:replay;DB_CLOSE_DELAY=-1");
            takeEachTokenOnce(source, false);
        }
    }

    @Test
    void overPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                HikariDataSource source = new HikariDataSource()) {
            source.setDataSource(postgres.getPostgresDatabase());
            takeEachTokenOnce(source, true);
        }
    }

    private void takeEachTokenOnce(HikariDataSource source, boolean postgres) throws Exception {
        CurrentTenants tenants = new CurrentTenants(new TenantFile(
                        Files.writeString(folder.resolve("tenants.yaml"), SecureTenants.yaml()),
                        new TenantRules(
                                Set.of("us"), Set.of(), Set.of(SERVICE), "us", "en", true, new SigningKeys()))
                .read());
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            shown.addAll(Collections.nCopies(SHOWN, TestTokens.alpha(PATH).bearer()));
        }
        Collections.shuffle(shown, new java.util.Random(17));
        Map<String, AtomicInteger> admitted = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
        try (ReplayTable first = new ReplayTable(source, postgres, true);
                ReplayTable second = new ReplayTable(source, postgres, true);
                RegisteredKeys keys = new RegisteredKeys(tenants, ReplayOverReplicasTest::none, Clock.systemUTC());
                SharedReplayMemory memoryOfFirst = memory(first);
                SharedReplayMemory memoryOfSecond = memory(second)) {
            List<ClientTokens> replicas = List.of(
                    new ClientTokens(tenants, keys, memoryOfFirst, Clock.systemUTC()),
                    new ClientTokens(tenants, keys, memoryOfSecond, Clock.systemUTC()));
            ExecutorService callers = Executors.newFixedThreadPool(THREADS);
            for (int i = 0; i < shown.size(); i++) {
                ClientTokens replica = replicas.get(i % replicas.size());
                String token = shown.get(i);
                callers.execute(() -> {
                    TokenVerdict verdict =
                            replica.check(List.of(token), SecureTenants.BASE + PATH, Optional.of(SERVICE));
                    count(answers, verdict.getClass().getSimpleName());
                    if (verdict instanceof TokenVerdict.Admitted) {
                        count(admitted, token);
                    }
                });
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
            assertThat(first.size()).isEqualTo(TOKENS);
        }
        assertThat(answers.get("Admitted")).hasValue(TOKENS);
        assertThat(answers.get("Refused")).hasValue(TOKENS * (SHOWN - 1));
        assertThat(admitted).hasSize(TOKENS).allSatisfy((token, times) -> assertThat(times).hasValue(1));
    }

    private static SharedReplayMemory memory(ReplayTable table) {
        return new SharedReplayMemory(
                new LocalReplayMemory(1000, Clock.systemUTC()), table, Duration.ofSeconds(10), false, 4);
    }

    private static void count(Map<String, AtomicInteger> counts, String what) {
        counts.computeIfAbsent(what, made -> new AtomicInteger()).incrementAndGet();
    }

    private static byte[] none(URI address) {
        throw new IllegalStateException("Nothing is fetched here: " + address);
    }
}
