package org.cervicalinsufficiency.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} between two bytes: whatever was answered is in the spool, once. */
class KilledProcessTest {

    @TempDir
    private Path directory;

    @Test
    void losesNoAnsweredCall() throws Exception {
        List<String> answered = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            answered.addAll(writeUntilKilled(round * 1_000_000, 300 * (round + 1)));
        }

        List<String> found = new ArrayList<>();
        try (Spool spool = new Spool(directory, new SpoolLimits(100_000_000, 20_000))) {
            for (Optional<SpoolFile> file = spool.oldest(); file.isPresent(); file = spool.oldest()) {
                SpoolFile.Content content = file.get().read();
                assertThat(content.damaged()).isZero();
                content.calls().forEach(call -> found.add(call.id()));
                spool.remove(file.get());
            }
        }

        assertThat(answered).hasSizeGreaterThanOrEqualTo(300 + 600 + 900);
        assertThat(found).doesNotHaveDuplicates().containsAll(answered);
        // The last call of each round may be written and not yet answered.
        assertThat(found.size() - answered.size()).isBetween(0, 3);
    }

    private List<String> writeUntilKilled(int first, int atLeast) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolWriter.class.getName(),
                        directory.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> answered = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answered.add("id-" + line);
                if (answered.size() == atLeast) {
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
        }
        process.waitFor();
        return answered;
    }
}
