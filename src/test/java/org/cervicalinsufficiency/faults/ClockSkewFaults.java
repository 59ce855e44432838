package org.cervicalinsufficiency.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ProductionSettings;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.cervicalinsufficiency.replicas.TestDatabase;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;

/** Two replicas over one database; the clock of one is five minutes behind (libfaketime, Debian's package faketime). */
class ClockSkewFaults {

    private static final Duration START = Duration.ofMinutes(15);
    private static final int BEHIND = 300;
    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final String PATH = "/cds-services/" + SERVICE;
    private static final int WRITES = 20;

    private final Progress progress = new Progress("clock");

    private static String library() {
        return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
                .map(machine -> Path.of("/usr/lib", machine, "faketime/libfaketime.so.1"))
                .filter(Files::exists)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("libfaketime is not on this machine; install Debian's package faketime."));
    }

    @Test
    void refusesTokensThereAndNeverGoesBack() throws Exception {
        ServerProcess.Jvm right = QuickJvm.trained(progress);
        // Without the last, timed waits of the virtual machine spin.
        ServerProcess.Jvm wrong = right.in(Map.of(
                "LD_PRELOAD",
                library(),
                "FAKETIME",
                "-" + BEHIND + "s",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0"));
        try (TestDatabase database = TestDatabase.migrated();
                ServerProcess one = start(right, database);
                ServerProcess off = start(wrong, database)) {
            for (ServerProcess server : List.of(one, off)) {
                server.awaitReady("/readyz", START);
                server.awaitReady("/readyz/fhir", START);
            }
            tokensWithin60Seconds(one);
            tokensOfTheRightTime(one, off);
            lastUpdatedNeverGoesBack(one, off);
        }
    }

    private static ServerProcess start(ServerProcess.Jvm jvm, TestDatabase database) {
        Map<String, String> settings = ProductionSettings.serving(database.url());
        settings.put("screening.limits.failures-per-second", "100000");
        settings.put("screening.limits.failures-at-once", "100000");
        return ServerProcess.start(jvm, List.of(), settings);
    }

    private void tokensWithin60Seconds(ServerProcess server) throws Exception {
        assertThat(status(server, 55, 300)).as("issued in 55 s").isEqualTo(200);
        assertThat(status(server, 65, 300)).as("issued in 65 s").isEqualTo(401);
        assertThat(status(server, -200, -55)).as("ended 55 s ago").isEqualTo(200);
        assertThat(status(server, -200, -65)).as("ended 65 s ago").isEqualTo(401);
        progress.say("tokens 55 s off are taken, 65 s off refused");
    }

    private void tokensOfTheRightTime(ServerProcess one, ServerProcess off) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(status(off, 0, 300)).isEqualTo(401);
            assertThat(status(one, 0, 300)).isEqualTo(200);
            assertThat(status(off, -BEHIND, 0)).as("a token of its own time").isEqualTo(200);
        }
        assertThat(new ProductionCalls(off).form(ProductionCalls.rightForm()).statusCode())
                .isEqualTo(401);
        assertThat(new ProductionCalls(one).form(ProductionCalls.rightForm()).statusCode())
                .isEqualTo(201);
        progress.say(
                "the replica whose clock is %d s behind refuses tokens of the right time, the other takes them",
                BEHIND);
    }

    /** The status of a hook call; once more if the machine took so long that the token was of another age on arrival. */
    private static int status(ServerProcess server, int issuedIn, int endsIn) throws Exception {
        String body = Files.readString(Path.of("cds-services", SERVICE, "examples", "request-high-risk.json"));
        for (int attempt = 0; attempt < 5; attempt++) {
            long now = TestTokens.now();
            String token = TestTokens.alpha(PATH)
                    .claim("iat", now + issuedIn)
                    .claim("exp", now + endsIn)
                    .bearer();
            int status = server.send(HttpRequest.newBuilder(server.address(PATH))
                            .timeout(Duration.ofSeconds(60))
                            .header("Content-Type", "application/json")
                            .header("Authorization", token)
                            .POST(BodyPublishers.ofString(body)))
                    .statusCode();
            if (TestTokens.now() - now < 4) {
                return status;
            }
        }
        throw new AssertionError("The machine answers no call within 4 s.");
    }

    private void lastUpdatedNeverGoesBack(ServerProcess one, ServerProcess off) {
        QuestionnaireResponse form = ProductionCalls.rightForm();
        HttpResponse<String> created = new ProductionCalls(one).form(form);
        assertThat(created.statusCode()).isEqualTo(201);
        QuestionnaireResponse stored =
                FhirContext.forR4Cached().newJsonParser().parseResource(QuestionnaireResponse.class, created.body());
        form.setId(stored.getIdElement().toUnqualifiedVersionless());
        form.setIdentifier(stored.getIdentifier());
        Instant last = stored.getMeta().getLastUpdated().toInstant();
        int behind = 0;
        for (int i = 0; i < WRITES; i++) {
            boolean atOff = i % 2 == 0;
            form.setStatus(
                    atOff
                            ? QuestionnaireResponse.QuestionnaireResponseStatus.AMENDED
                            : QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED);
            QuestionnaireResponse written = put(atOff ? off : one, form, atOff ? -BEHIND : 0);
            Instant now = written.getMeta().getLastUpdated().toInstant();
            assertThat(now)
                    .as("write %d at the %s clock", i, atOff ? "wrong" : "right")
                    .isAfter(last);
            behind += atOff ? 1 : 0;
            last = now;
        }
        progress.say(
                "%d writes of one form, every other one (%d) by the wrong clock: lastUpdated only grew",
                WRITES, behind);
    }

    private static QuestionnaireResponse put(ServerProcess server, QuestionnaireResponse form, int offset) {
        String path = "/fhir/QuestionnaireResponse/" + form.getIdElement().getIdPart();
        long now = TestTokens.now() + offset;
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.address(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json")
                .header("Prefer", "return=representation")
                .header(
                        "Authorization",
                        TestTokens.access(SecureTenants.ALPHA_INTEGRATOR, "system/*.cruds")
                                .claim("iat", now)
                                .claim("exp", now + 300)
                                .bearer())
                .PUT(BodyPublishers.ofString(
                        FhirContext.forR4Cached().newJsonParser().encodeResourceToString(form))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return FhirContext.forR4Cached().newJsonParser().parseResource(QuestionnaireResponse.class, answer.body());
    }
}
