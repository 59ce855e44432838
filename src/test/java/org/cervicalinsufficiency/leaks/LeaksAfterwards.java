package org.cervicalinsufficiency.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.cervicalinsufficiency.leaks.SuiteRecord.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs after the last integration test, in a run of its own (see the build file): whatever name, number, birth date,
 * comment or token any test of the suite sent stands in no line of the servers' logs, no metric and no refusal (AC-56).
 */
class LeaksAfterwards {

    private static final Path FOLDER = Path.of(System.getProperty(SuiteRecord.PROPERTY, "target/suite-record"));
    private static final Path PROCESSES = Path.of("target/it/replicas");

    /** What tests send and what is said for another reason. */
    private static final Map<String, String> EXCEPTIONS =
            Map.of("accepted", "a word of feedback itself, which a test also sends as free text");

    private static LeakSearch search = new LeakSearch(List.of());
    private static final Set<Secret> SECRETS = new LinkedHashSet<>();

    @BeforeAll
    static void readsWhatWasSent() throws IOException {
        assertThat(FOLDER.resolve(SuiteRecord.SECRETS))
                .as("what the suite left; run the whole of it: mvn -B verify")
                .exists();
        SECRETS.addAll(SuiteRecord.read(FOLDER, SuiteRecord.SECRETS, Secret.class));
        try (Stream<Path> samples = Files.list(Path.of("fhir-resources/examples"))) {
            for (Path sample : samples.filter(Files::isRegularFile).toList()) {
                SECRETS.addAll(SentSecrets.of(null, Files.readString(sample)));
            }
        }
        SECRETS.removeIf(secret -> EXCEPTIONS.containsKey(secret.value()));
        search = new LeakSearch(SECRETS);
    }

    private static long distinctive(Secret.Kind kind) {
        return SECRETS.stream()
                .filter(secret -> secret.kind() == kind && secret.isDistinctive())
                .count();
    }

    @Test
    void theWholeSuiteWasHeard() throws IOException {
        Map<String, Integer> classes = SuiteRecord.classes(FOLDER);
        assertThat(classes.values().stream().filter(calls -> calls > 0).count()).isGreaterThan(50);
        assertThat(classes.values().stream().mapToInt(calls -> calls).sum()).isGreaterThan(10_000);
        assertThat(SECRETS.containsAll(Set.of(
                        new Secret(Secret.Kind.NAME, "Zzyzxcanary"),
                        new Secret(Secret.Kind.IDENTIFIER, "MRN-99887766-canary"),
                        new Secret(Secret.Kind.BIRTH_DATE, "1903-02-27"),
                        new Secret(Secret.Kind.COMMENT, "comment-of-the-canary"),
                        new Secret(Secret.Kind.ACCESS_TOKEN, "access-token-canary-31415926"))))
                .as("what CanaryIT sends was heard")
                .isTrue();
        assertThat(distinctive(Secret.Kind.NAME)).isGreaterThan(20);
        assertThat(distinctive(Secret.Kind.BIRTH_DATE)).isGreaterThan(20);
        assertThat(distinctive(Secret.Kind.IDENTIFIER)).isPositive();
        assertThat(distinctive(Secret.Kind.COMMENT)).isGreaterThan(3);
        assertThat(distinctive(Secret.Kind.ACCESS_TOKEN)).isGreaterThan(5);
    }

    @Test
    void theLogsAreSilent() throws IOException {
        List<String> leaks = new ArrayList<>();
        int inProcess = 0;
        try (Stream<Path> files = Files.list(FOLDER)) {
            // At midnight the file gets another name.
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(SuiteRecord.LOG))
                    .toList()) {
                inProcess += leaksOf(file, leaks);
            }
        }
        FileTime begun = Files.getLastModifiedTime(FOLDER.resolve(SuiteRecord.BEGUN));
        List<Path> processes;
        try (Stream<Path> files = Files.walk(PROCESSES)) {
            processes =
                    files.filter(file -> file.endsWith("output.log")).sorted().toList();
        }
        int lines = 0;
        for (Path process : processes) {
            if (Files.getLastModifiedTime(process).compareTo(begun) >= 0) {
                lines += leaksOf(process, leaks);
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(inProcess).as("lines of servers in the process of the tests").isGreaterThan(5_000);
        assertThat(lines).as("lines of servers in processes of their own").isGreaterThan(20);
    }

    /** How many lines a file has. */
    private static int leaksOf(Path file, Collection<String> leaks) throws IOException {
        int number = 0;
        InputStream bytes = Files.newInputStream(file);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                for (String leak : search.in(line)) {
                    leaks.add(file + ":" + number + " " + leak);
                }
            }
        }
        return number;
    }

    @Test
    void theMetricsAreSilent() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(FOLDER)) {
            pages = files.filter(file -> file.getFileName().toString().startsWith(SuiteRecord.METRICS))
                    .toList();
        }
        assertThat(pages).hasSizeGreaterThan(1);
        List<String> leaks = new ArrayList<>();
        int lines = 0;
        int counting = 0;
        for (Path page : pages) {
            lines += leaksOf(page, leaks);
            counting += Files.readString(page).contains("cds_feedback_total") ? 1 : 0;
        }
        assertThat(leaks).isEmpty();
        assertThat(lines).isGreaterThan(1_000);
        assertThat(counting).as("servers that count feedback").isGreaterThan(1);
    }

    /** Tokens nowhere; the rest nowhere in a hook's refusal, and in FHIR's only what the call itself said. */
    @Test
    void theRefusalsAreSilent() throws IOException {
        LeakSearch tokens = new LeakSearch(SECRETS.stream()
                .filter(secret -> secret.kind() == Secret.Kind.ACCESS_TOKEN)
                .toList());
        List<Refusal> refusals = SuiteRecord.read(FOLDER, SuiteRecord.REFUSALS, Refusal.class);
        List<String> leaks = new ArrayList<>();
        int number = 0;
        for (Refusal refusal : refusals) {
            number++;
            String where = SuiteRecord.REFUSALS + ":" + number + " " + refusal.test() + " " + refusal.status() + " ";
            for (String leak : search.in(refusal.isOfHooks() ? refusal.text() : refusal.unsent())) {
                leaks.add(where + leak);
            }
            for (String leak : tokens.in(refusal.text())) {
                leaks.add(where + leak);
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(refusals.size()).isGreaterThan(500);
        assertThat(refusals.stream().map(Refusal::test).distinct().count()).isGreaterThan(25);
        assertThat(refusals.stream().filter(Refusal::isOfHooks).count()).isGreaterThan(100);
        assertThat(refusals.stream().map(Refusal::status).collect(Collectors.toSet()))
                .contains(400, 401, 403, 404, 412, 413, 415, 422);
    }
}
