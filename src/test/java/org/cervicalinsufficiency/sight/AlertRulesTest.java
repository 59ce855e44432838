package org.cervicalinsufficiency.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays series of numbers to the alert rules and looks which alerts fire, with Prometheus' own tool. Where promtool is not on
 * the machine (Debian: apt-get install prometheus) these tests are skipped; CI has it.
 */
class AlertRulesTest {

    private static final Path RULES = Path.of("docker/prometheus/alerts.yml");
    private static final Path PLAYED = Path.of("docker/prometheus/alerts_test.yml");
    private static final Pattern RULE = Pattern.compile("(?m)^ *- alert: (\\w+)");
    private static final Pattern FIRES = Pattern.compile("alertname=\"(\\w+)\", alertstate=\"firing\"");

    @TempDir
    private Path folder;

    @Test
    void fireWhenTheyShouldAndNotOtherwise() throws Exception {
        assertThat(promtool("check", "rules", RULES.toString())).isZero();
        assertThat(promtool("check", "config", "docker/prometheus/prometheus.yml"))
                .isZero();
        assertThat(promtool("test", "rules", PLAYED.toString())).as(said()).isZero();
    }

    @Test
    void areAllPlayed() throws IOException {
        assertThat(names(FIRES, PLAYED)).isEqualTo(names(RULE, RULES));
    }

    /** The tool does notice: a rule with another threshold fails what is played to it. */
    @Test
    void wouldFailWithAnotherThreshold() throws Exception {
        Path changed = folder.resolve("alerts.yml");
        Files.writeString(
                changed, Files.readString(RULES).replace("audit_outbox_oldest_seconds > 60", "vector(1) > 60"));
        Path played = Files.copy(PLAYED, folder.resolve("alerts_test.yml"));
        assertThat(promtool("test", "rules", played.toString())).isNotZero();
        assertThat(said()).contains("AuditBehind");
    }

    private static Set<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int promtool(String... words) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("promtool"));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            Assumptions.abort("promtool is not on this machine (Debian: apt-get install prometheus)");
            return 1;
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }
}
