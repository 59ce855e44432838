package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pause doubles, stops at its limit, and is cut by chance to three quarters at most. */
class BackoffTest {

    @ParameterizedTest
    @CsvSource({
        "1,    5s,   3.75s",
        "2,   10s,   7.5s",
        "3,   20s,   15s",
        "7,   300s,  225s",
        "40,  300s,  225s",
        "900, 300s,  225s"
    })
    void grows(int failures, String longest, String shortest) {
        assertThat(pause(1, failures)).isEqualTo(Duration.parse("PT" + longest));
        assertThat(pause(0, failures)).isEqualTo(Duration.parse("PT" + shortest));
    }

    private static Duration pause(double chance, int failures) {
        return new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), () -> chance).after(failures);
    }
}
