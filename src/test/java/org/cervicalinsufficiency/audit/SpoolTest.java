package org.cervicalinsufficiency.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call that was answered is found again, once, whenever the process ends. */
class SpoolTest {

    private static final SpoolLimits LIMITS = new SpoolLimits(1_000_000, 1_500);

    @TempDir
    private Path directory;

    static AuditedCall call(int number) {
        return new AuditedCall(
                "id-" + number,
                Instant.parse("2026-06-15T12:00:00Z"),
                new AuditedCall.Who("st-mary", "alpha", "Practitioner/é\u2028\"\\", "10.0.0.1"),
                new AuditedCall.What(
                        "service", "patient-view", "", "correlation", new AuditedCall.Card("card", "accepted")),
                "https://ehr.example/fhir/Patient/" + number,
                new AuditedCall.Outcome(200, List.of("ShortCervix", "Education")));
    }

    private static void append(Spool spool, int... numbers) throws IOException {
        for (int number : numbers) {
            assertThat(spool.append(call(number))).isTrue();
        }
    }

    private List<AuditedCall> drain(Spool spool) throws IOException {
        List<AuditedCall> calls = new ArrayList<>();
        for (Optional<SpoolFile> file = spool.oldest(); file.isPresent(); file = spool.oldest()) {
            SpoolFile.Content content = file.get().read();
            assertThat(content.damaged()).isZero();
            calls.addAll(content.calls());
            spool.remove(file.get());
        }
        return calls;
    }

    @Test
    void keepsWhatIsCounted() throws Exception {
        AuditedCall counted = new AuditedCall(
                "id",
                Instant.parse("2026-06-15T12:01:00Z"),
                new AuditedCall.Who("", "", "", "10.0.0.1"),
                new AuditedCall.What("fhir", "", "", ""),
                "",
                new AuditedCall.Outcome(
                        401,
                        List.of(),
                        new AuditedCall.Repeats(
                                "replay",
                                "alpha",
                                4711,
                                Instant.parse("2026-06-15T12:00:00Z"),
                                List.of("10.0.0.1", "10.0.0.2"))));
        try (Spool spool = new Spool(directory, LIMITS)) {
            assertThat(spool.append(counted)).isTrue();
            assertThat(drain(spool)).containsExactly(counted);
        }
    }

    @Test
    void tellsHowManyCallsWaitAndSinceWhen() throws Exception {
        try (Spool spool = new Spool(directory, LIMITS)) {
            assertThat(spool.calls()).isZero();
            assertThat(spool.oldestWaits()).isZero();
            append(spool, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(spool.calls()).isEqualTo(9);
            Thread.sleep(20);
            assertThat(spool.oldestWaits()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        }
        try (Spool spool = new Spool(directory, LIMITS)) {
            append(spool, 10);
            assertThat(spool.calls()).as("nine of them from before").isEqualTo(10);
            assertThat(drain(spool)).hasSize(10);
            assertThat(spool.calls()).isZero();
            assertThat(spool.oldestWaits()).isZero();
        }
    }

    @Test
    void givesBackWhatWasWrittenInOrder() throws IOException {
        try (Spool spool = new Spool(directory, LIMITS)) {
            append(spool, IntStream.range(0, 50).toArray());
            assertThat(spool.bytes()).isGreaterThan(LIMITS.fileBytes());

            assertThat(drain(spool))
                    .isEqualTo(IntStream.range(0, 50).mapToObj(SpoolTest::call).toList());
            assertThat(spool.bytes()).isZero();
            append(spool, 50);
            assertThat(drain(spool)).containsExactly(call(50));
        }
    }

    /** A process that is killed has written some bytes of its last line; the call of that line was not answered. */
    @Test
    void survivesACutAtEveryByte() throws IOException {
        Path file;
        try (Spool spool = new Spool(directory, new SpoolLimits(1_000_000, 1_000_000))) {
            append(spool, 1, 2, 3);
            file = spool.oldest().orElseThrow().path();
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            Files.write(file, cut, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            int complete = (int)
                    IntStream.range(0, length).filter(at -> cut[at] == '\n').count();
            try (Spool again = new Spool(directory, LIMITS)) {
                append(again, 9);
                List<AuditedCall> expected = new ArrayList<>();
                IntStream.rangeClosed(1, complete).forEach(number -> expected.add(call(number)));
                expected.add(call(9));
                assertThat(drain(again)).as("cut at %d", length).isEqualTo(expected);
            }
        }
    }

    @Test
    void tellsOfDamageAndReadsTheRest() throws IOException {
        try (Spool spool = new Spool(directory, new SpoolLimits(1_000_000, 1_000_000))) {
            append(spool, 1, 2, 3);
            SpoolFile file = spool.oldest().orElseThrow();
            String text = Files.readString(file.path());
            Files.writeString(file.path(), text.replaceFirst("Patient/2", "Patient/7"));

            SpoolFile.Content content = file.read();
            file.setAside();
            spool.remove(file);

            assertThat(content.damaged()).isEqualTo(1);
            assertThat(content.calls()).containsExactly(call(1), call(3));
            assertThat(spool.oldest()).isEmpty();
            try (var files = Files.list(directory)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .anyMatch(name -> name.endsWith(".damaged"));
            }
        }
    }

    @Test
    void takesNoMoreThanItMay() throws IOException {
        try (Spool spool = new Spool(directory, new SpoolLimits(2_000, 1_000))) {
            int taken = 0;
            while (spool.append(call(taken))) {
                taken++;
            }
            assertThat(spool.bytes()).isBetween(1_000L, 2_000L);
            assertThat(taken).isPositive();
            assertThat(drain(spool)).hasSize(taken);
            assertThat(spool.append(call(99))).isTrue();
        }
    }

    @Test
    void isThereOnceForADirectory() throws IOException {
        try (Spool spool = new Spool(directory, LIMITS)) {
            assertThatThrownBy(() -> new Spool(directory, LIMITS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("screening.data-directory");
        }
        new Spool(directory, LIMITS).close();
    }

    @Test
    void losesNothingBetweenManyThreadsAndAReader() throws Exception {
        try (Spool spool = new Spool(directory, new SpoolLimits(10_000_000, 5_000));
                SpoolTrail trail = new SpoolTrail(spool, true)) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Void>> writers = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit((Callable<Void>) () -> {
                        for (int i = 0; i < 500; i++) {
                            trail.record(call(thread * 500 + i));
                        }
                        return null;
                    }))
                    .toList();
            List<String> ids = new ArrayList<>();
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                drain(spool).forEach(call -> ids.add(call.id()));
            }
            for (Future<Void> writer : writers) {
                writer.get();
            }
            drain(spool).forEach(call -> ids.add(call.id()));
            threads.shutdown();

            assertThat(ids).hasSize(4_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void answersOrRejectsWhenItIsFull() throws Exception {
        try (Spool spool = new Spool(directory, new SpoolLimits(10, 10));
                SpoolTrail answers = new SpoolTrail(spool, false);
                SpoolTrail rejects = new SpoolTrail(spool, true)) {
            answers.record(call(1));
            assertThat(answers.unwritten()).isEqualTo(1);
            assertThatThrownBy(() -> rejects.record(call(2))).isInstanceOf(NotAudited.class);
        }
    }
}
