package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.MovableClock;
import org.cervicalinsufficiency.TestKeys;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CdsClient;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Key sets that are fetched: only registered ones, rarely, and the last good one is kept. */
class RegisteredKeysTest {

    private static final String ADDRESS = "https://keys.example/jwks.json";
    private static final String SECOND = "https://keys.example/second.json";
    private static final ECKey ONE = TestKeys.ec(Curve.P_384, "one");
    private static final ECKey TWO = TestKeys.ec(Curve.P_384, "two");

    /** The published key of the sandbox of CDS Hooks, under another id. */
    private static final String SANDBOX = """
            {"kty": "EC", "use": "sig", "crv": "P-384", "kid": "renamed", "alg": "ES384",
             "x": "dw_JGR8nB2I6XveNxUOl2qk699ZPLM2nYI5STSdiEl9avAkrm3CkfYMbrrjr8laB",
             "y": "Sm3mLE-n1zYNla_aiE3cb3nZsL51RbC7ysw3q8aJLxGm-hx79RPMYpITDjp7kgzy"}""";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-06-15T12:00:00Z"));
    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicReference<String> published = new AtomicReference<>(TestKeys.jwks(ONE));
    private final RegisteredKeys keys = new RegisteredKeys(
            tenants(
                    client("fetched", Optional.empty(), List.of(ADDRESS)),
                    client("handed-over", Optional.of(TestKeys.jwks(TestKeys.ALPHA)), List.of())),
            this::publish,
            clock);
    private final KeyRecord record = KeyRecord.of(client("fetched", Optional.empty(), List.of(ADDRESS)));

    private byte[] publish(URI address) throws IOException {
        if (address.toString().equals(SECOND)) {
            return TestKeys.jwks(TWO).getBytes(StandardCharsets.UTF_8);
        }
        assertThat(address).hasToString(ADDRESS);
        fetched.incrementAndGet();
        String set = Objects.requireNonNull(published.get());
        if (set.isEmpty()) {
            throw new IOException("down");
        }
        return set.getBytes(StandardCharsets.UTF_8);
    }

    private static CdsClient client(String issuer, Optional<String> jwks, List<String> jku) {
        return new CdsClient(
                issuer,
                issuer,
                jwks,
                jku,
                List.of("ES384"),
                Duration.ofSeconds(300),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static CurrentTenants tenants(CdsClient... clients) {
        return new CurrentTenants(new Tenants(
                List.of(new Tenant(
                        "t",
                        "T",
                        Ehr.at(List.of()),
                        List.of(clients),
                        List.of(),
                        CardSettings.usual("us", "en", Optional.empty()),
                        List.of())),
                Optional.empty()));
    }

    /** On a busy machine the first fetch may take longer than a call waits; looking again does not fetch again. */
    private static Optional<JWK> soon(RegisteredKeys keys, KeyRecord record, String id) {
        Optional<JWK> found = keys.find(record, id);
        for (int i = 0; i < 60 && found.isEmpty(); i++) {
            found = keys.find(record, id);
        }
        return found;
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void areFetchedAtTheFirstUseAndNotAgain() {
        assertThat(soon(keys, record, "one")).isPresent();
        assertThat(soon(keys, record, "one")).isPresent();
        assertThat(fetched).hasValue(1);
    }

    @Test
    void areLookedForOnceAMinuteHoweverManyCallsAskForAnUnknownOne() throws Exception {
        assertThat(soon(keys, record, "one")).isPresent();
        clock.advance(Duration.ofSeconds(61));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 200; i++) {
            callers.execute(() -> assertThat(keys.find(record, "nobody")).isEmpty());
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(fetched).hasValue(2);

        published.set(set(ONE, TWO));
        assertThat(keys.find(record, "two")).isEmpty();
        clock.advance(Duration.ofSeconds(61));
        assertThat(soon(keys, record, "two")).isPresent();
        assertThat(fetched).hasValue(3);
    }

    @Test
    void keepTheLastGoodSetForADayWhileTheirOwnerIsDown() {
        assertThat(soon(keys, record, "one")).isPresent();
        published.set("");

        clock.advance(Duration.ofHours(23));
        assertThat(soon(keys, record, "one")).isPresent();
        clock.advance(Duration.ofHours(2));
        assertThat(keys.find(record, "one")).isEmpty();
    }

    @Test
    void areRefusedAsAWholeIfAnIdStandsThereTwice() {
        assertThat(soon(keys, record, "one")).isPresent();
        published.set(set(TestKeys.ec(Curve.P_384, "two"), TWO));
        clock.advance(Duration.ofSeconds(61));

        assertThat(keys.find(record, "two")).isEmpty();
        assertThat(soon(keys, record, "one")).isPresent();
    }

    @Test
    void areRefusedAsAWholeIfOneIsAnotherClients() {
        published.set(set(
                ONE,
                new ECKey.Builder(TestKeys.ALPHA.toPublicJWK()).keyID("renamed").build()));

        assertThat(keys.find(record, "one")).isEmpty();
    }

    @Test
    void areRefusedAsAWholeIfAnIdStandsThereTwiceWhateverBecomesOfTheKey() {
        String unusable = ONE.toPublicJWK().toJSONString().replace("\"P-384\"", "\"P-999\"");
        published.set("{\"keys\": [" + unusable + "," + ONE.toPublicJWK().toJSONString() + "]}");

        assertThat(keys.find(record, "one")).isEmpty();
    }

    @Test
    void areLookedForAtEveryRegisteredAddressUnlessTheTokenNamesOne() {
        KeyRecord both = KeyRecord.of(client("fetched", Optional.empty(), List.of(ADDRESS, SECOND)));

        assertThat(soon(keys, both, "one")).isPresent();
        assertThat(soon(keys, both, "two")).isPresent();
        assertThat(soon(keys, both.named(Optional.of(SECOND)), "two")).isPresent();
        assertThat(keys.find(both.named(Optional.of(SECOND)), "one")).isEmpty();
        assertThat(keys.find(both.named(Optional.of(ADDRESS)), "two")).isEmpty();
        assertThat(both.named(Optional.of("https://elsewhere.example/"))).isEqualTo(both);
    }

    @Test
    void leaveOutWhoseOtherHalfIsPublicButInDevelopment() {
        published.set("{\"keys\": [" + SANDBOX + "," + ONE.toPublicJWK().toJSONString() + "]}");

        assertThat(keys.find(record, "renamed")).isEmpty();
        assertThat(soon(keys, record, "one")).isPresent();
        try (RegisteredKeys trial = new RegisteredKeys(
                tenants(client("fetched", Optional.empty(), List.of(ADDRESS))), this::publish, clock, true)) {
            assertThat(soon(trial, record, "renamed")).isPresent();
        }
    }

    @Test
    void areRefusedIfThereAreTooMany() {
        published.set(set(Stream.generate(AtomicInteger::new)
                .limit(51)
                .map(number -> TestKeys.ec(Curve.P_256, "k" + System.identityHashCode(number)))
                .toArray(ECKey[]::new)));

        assertThat(keys.find(record, "one")).isEmpty();
    }

    @Test
    void leaveOutWhatMayProveNothing() throws Exception {
        OctetSequenceKey secret =
                new OctetSequenceKeyGenerator(256).keyID("secret").generate();
        published.set("{\"keys\": [" + ONE.toPublicJWK().toJSONString() + "," + secret.toJSONString() + ","
                + TWO.toJSONString() + "]}");

        assertThat(soon(keys, record, "one")).isPresent();
        assertThat(keys.find(record, "secret")).isEmpty();
        assertThat(keys.find(record, "two")).isEmpty();
    }

    private static String set(ECKey... keys) {
        return Stream.of(keys)
                .map(key -> key.toPublicJWK().toJSONString())
                .collect(Collectors.joining(",", "{\"keys\": [", "]}"));
    }
}
