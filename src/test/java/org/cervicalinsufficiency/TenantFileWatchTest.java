package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A change of the file of registrations needs no restart, and a broken one does no harm. */
@ExtendWith(OutputCaptureExtension.class)
class TenantFileWatchTest {

    private static final TenantRules RULES =
            new TenantRules(Set.of("us"), Set.of(), Set.of(), "us", "en", true, new SigningKeys());

    @TempDir
    private Path folder;

    private CurrentTenants tenants;
    private TenantFileWatch watch;

    @BeforeEach
    void begin() throws IOException {
        write("tenants: [{id: a}]", 1);
        TenantFile file = new TenantFile(folder.resolve("t.yaml"), RULES);
        tenants = new CurrentTenants(file.read());
        watch = new TenantFileWatch(
                Optional.of(file),
                tenants,
                changed -> changed.knowing(Set.of("us"), Set.of("en"), Set.of("Education")),
                any -> List.of());
    }

    private void write(String yaml, int second) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), yaml);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000 + second)));
    }

    private String first() {
        Tenant tenant = tenants.get().all().get(0);
        return tenant.id();
    }

    /** What is seen for the first time is read when it is still the same. */
    private void lookUntilSettled() {
        watch.look();
        watch.look();
    }

    @Test
    void bringsAChangeIntoForce(CapturedOutput output) throws IOException {
        lookUntilSettled();
        assertThat(lines(output)).doesNotContain("are in force");

        write("tenants: [{id: b}]", 2);
        lookUntilSettled();

        assertThat(first()).isEqualTo("b");
        assertThat(lines(output)).contains("have changed and are in force");
    }

    @Test
    void seesAChangeOfTheSameLengthAndOneOfTheSameTime() throws IOException {
        lookUntilSettled();
        write("tenants: [{id: b}]", 2);
        lookUntilSettled();
        assertThat(first()).isEqualTo("b");

        write("tenants: [{id: ccc}]", 2);
        lookUntilSettled();
        assertThat(first()).isEqualTo("ccc");
    }

    @Test
    void keepsTheOldOnesAndSaysOnceWhatIsWrong(CapturedOutput output) throws IOException {
        lookUntilSettled();
        write("tenants: [{id: b, colour: red}]", 2);
        lookUntilSettled();

        assertThat(first()).isEqualTo("a");
        assertThat(output.toString().split("t.yaml:1: tenants\\[0\\].colour: is not known", -1))
                .hasSize(2);

        write("tenants: [{id: b}]", 3);
        lookUntilSettled();
        assertThat(first()).isEqualTo("b");
    }

    @Test
    void keepsThemWhenTheFileIsGone(CapturedOutput output) throws IOException {
        lookUntilSettled();
        Files.delete(folder.resolve("t.yaml"));
        lookUntilSettled();

        assertThat(first()).isEqualTo("a");
        assertThat(lines(output)).contains("is not there");
    }

    @Test
    void measuresALanguageByTheArtifactsInForce(CapturedOutput output) throws IOException {
        write("tenants: [{id: b, language: fr}]", 2);
        lookUntilSettled();

        assertThat(first()).isEqualTo("a");
        assertThat(lines(output)).contains("language: \"fr\" is not known - write one of en");
    }

    /** Otherwise one changed line would open what the start would have refused to open. */
    @Test
    void asksOfAChangeInProductionWhatItAskedOfTheStart(CapturedOutput output) throws IOException {
        TenantRules rules = new TenantRules(
                Set.of("us"),
                Set.of("en"),
                Set.of("cervical-insufficiency-patient-view"),
                "us",
                "en",
                true,
                new SigningKeys());
        write(SecureTenants.yaml(), 2);
        TenantFile file = new TenantFile(folder.resolve("t.yaml"), rules);
        tenants = new CurrentTenants(file.read());
        watch = new TenantFileWatch(Optional.of(file), tenants, same -> same, ProductionChecks::missing);
        lookUntilSettled();
        assertThat(lines(output)).doesNotContain("are not used");

        write("tenants: [{id: a}]", 3);
        lookUntilSettled();

        assertThat(first()).isEqualTo("alpha");
        assertThat(tenants.get().authorizationServer()).isPresent();
        assertThat(output.toString().split("has no authorization-server", -1)).hasSize(2);
        assertThat(lines(output)).contains("registers no client of the hooks", "those before them stay in force");

        write(SecureTenants.yaml().replace("  - id: alpha", "  - id: gamma"), 4);
        lookUntilSettled();
        assertThat(first()).isEqualTo("gamma");
    }

    /** The beginning of the file is a good file that registers one tenant only. */
    @Test
    void waitsForTheEndOfAFileThatIsBeingWritten() throws IOException {
        lookUntilSettled();
        String begun = "tenants:\n- id: b\n";
        write(begun, 2);
        watch.look();
        assertThat(first()).isEqualTo("a");

        write(begun + "- id: c\n", 2);
        watch.look();
        assertThat(first()).isEqualTo("a");

        watch.look();
        assertThat(tenants.get().all()).extracting(Tenant::id).containsExactly("b", "c");
    }

    /** The writer goes on between the look at the file and its reading. */
    @Test
    void usesNothingThatChangedWhileItWasRead() throws IOException {
        TenantFile file = new TenantFile(folder.resolve("t.yaml"), RULES);
        watch = new TenantFileWatch(
                Optional.of(file),
                tenants,
                same -> {
                    writeUnchecked("tenants: [{id: half}]");
                    return same;
                },
                any -> List.of());

        lookUntilSettled();

        assertThat(first()).isEqualTo("a");
    }

    private void writeUnchecked(String yaml) {
        try {
            write(yaml, 9);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void measuresTopicsByTheArtifactsInForce(CapturedOutput output) throws IOException {
        write("tenants: [{id: b, cards: {off-for-triggers: {Open: [Educaton]}}}]", 2);
        lookUntilSettled();

        assertThat(first()).isEqualTo("a");
        assertThat(lines(output)).contains("Open: \"Educaton\" is not known - write one of Education");
    }

    @Test
    void looksByItself() throws Exception {
        watch.run(new DefaultApplicationArguments());
        write("tenants: [{id: b}]", 2);

        for (int i = 0; i < 100 && first().equals("a"); i++) {
            Thread.sleep(100);
        }
        assertThat(first()).isEqualTo("b");
        watch.destroy();
    }

    /** What was logged; written as JSON, as in production, a line has its quotes escaped. */
    private static String lines(CapturedOutput output) {
        return output.getAll().replace("\\", "");
    }
}
