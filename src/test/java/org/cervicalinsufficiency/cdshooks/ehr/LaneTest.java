package org.cervicalinsufficiency.cdshooks.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.cervicalinsufficiency.MovableClock;
import org.cervicalinsufficiency.cdshooks.ehr.Lane.Experience;
import org.junit.jupiter.api.Test;

/** When a server that does not answer is left alone, and for how long. */
class LaneTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-06-15T10:00:00Z"));
    private final Lane lane = new Lane("alpha", 16, breaker -> breaker.clock(clock));

    /** Enters and leaves, once for each letter: D for dead, A for alive. */
    private void found(String experiences) {
        for (char one : experiences.toCharArray()) {
            assertThat(lane.enter()).isTrue();
            lane.leave(one == 'D' ? Experience.DEAD : Experience.ALIVE, 1);
        }
    }

    private boolean mayAsk() {
        boolean may = lane.enter();
        if (may) {
            lane.leave(Experience.NONE, 1);
        }
        return may;
    }

    @Test
    void fourFailuresInARowAreForgiven() {
        found("DDDD");
        assertThat(mayAsk()).isTrue();

        found("ADDDD");
        assertThat(mayAsk()).isTrue();
    }

    @Test
    void theFifthInARowClosesTheLane() {
        found("ADDDDD");

        assertThat(mayAsk()).isFalse();
    }

    @Test
    void halfOfTwentyIsForgivenAndOneMoreIsNot() {
        found("DA".repeat(10));
        assertThat(mayAsk()).isTrue();

        found("DD");
        assertThat(mayAsk()).isFalse();
    }

    @Test
    void fewerThanTwentySayNothingAboutTheirShare() {
        found("DDDDA".repeat(3) + "DDDD");

        assertThat(mayAsk()).isTrue();
    }

    @Test
    void afterFiveSecondsOneCallTries() {
        found("DDDDD");
        clock.advance(Duration.ofMillis(4_900));
        assertThat(lane.enter()).isFalse();

        clock.advance(Duration.ofMillis(200));
        assertThat(lane.enter()).as("the one that tries").isTrue();
        assertThat(lane.enter()).as("the others, meanwhile").isFalse();
        lane.leave(Experience.ALIVE, 1);

        found("AAAAAAAAAA");
        assertThat(mayAsk()).isTrue();
    }

    @Test
    void aTrialThatFailsClosesItForAnotherFive() {
        found("DDDDD");
        clock.advance(Duration.ofMillis(5_100));
        assertThat(lane.enter()).isTrue();
        lane.leave(Experience.DEAD, 1);

        clock.advance(Duration.ofMillis(4_900));
        assertThat(lane.enter()).isFalse();
        clock.advance(Duration.ofMillis(200));
        assertThat(lane.enter()).isTrue();
    }

    @Test
    void theShareOpensAgainAfterFiveSecondsToo() {
        found("DA".repeat(10) + "DD");
        clock.advance(Duration.ofMillis(4_900));
        assertThat(mayAsk()).isFalse();

        clock.advance(Duration.ofMillis(200));
        found("A".repeat(20));
    }
}
