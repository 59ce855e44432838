package org.cervicalinsufficiency.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A soak of seconds: calls of all kinds at fixed times. No call fails, and the server holds no more at the end than at the
 * beginning. How long calls take is looked at in the long one only (SoakBench): machines that build are busy.
 */
@ServerTest
class SoakIT {

    private static final Path EXAMPLES = Path.of("cds-services/cervical-insufficiency-encounter-start/examples");
    private static final long MIB = 1 << 20;
    private static final double PER_SECOND = 10;
    private static final Duration PART = Duration.ofSeconds(3);
    private static final int PARTS = 3;
    /** 60 calls lie between first and last: what holds on to half a MiB of each does not fit in. */
    private static final Verdict STAYED =
            new Verdict(0, 32 * MIB, 300, 1, Duration.ofHours(1).toMillis());

    private final FhirHttp http;

    @Autowired
    SoakIT(FhirHttp http) {
        this.http = http;
    }

    @Test
    void staysAsItIsUnderLoad() throws IOException {
        byte[] body = Files.readAllBytes(EXAMPLES.resolve("request-high-risk.json"));
        Vitals vitals = new OwnVitals();
        List<Stretch> soak = new ArrayList<>();
        try (Clients clients = new Clients(new Mix(http::address, List.of(body)))) {
            Count first = clients.atFixedTimes(PER_SECOND, PART);
            assertThat(first.firstFailure()).isEmpty();
            for (int i = 0; i < PARTS; i++) {
                soak.add(new Stretch(clients.atFixedTimes(PER_SECOND, PART), vitals.held()));
            }
        }
        assertThat(STAYED.problems(soak)).as("%s", soak).isEmpty();
    }
}
