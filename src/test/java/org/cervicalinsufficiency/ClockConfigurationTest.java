package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.cervicalinsufficiency.webapp.DemoDay;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClockConfigurationTest {

    private final ClockConfiguration configuration = new ClockConfiguration();

    private static ApplicationContextRunner context(String... settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(ClockConfiguration.class)
                .withPropertyValues(settings);
    }

    @Test
    void stopsAtTheGivenDayInTheGivenZone() {
        Clock clock = configuration.trialClock("2026-06-15", "Pacific/Kiritimati");
        assertThat(LocalDate.now(clock)).isEqualTo("2026-06-15");
        assertThat(clock.getZone()).isEqualTo(ZoneId.of("Pacific/Kiritimati"));
        assertThat(clock.instant()).isEqualTo(clock.instant());
    }

    @Test
    void runsWhenNoDayIsGiven() {
        Clock machine = Clock.systemUTC();
        for (Clock clock : new Clock[] {configuration.trialClock("", ""), configuration.runningClock("", "")}) {
            assertThat(clock.getZone()).isEqualTo(ZoneId.systemDefault());
            assertThat(clock.instant())
                    .isBetween(
                            machine.instant().minusSeconds(5), machine.instant().plusSeconds(5));
        }
    }

    @Test
    void canBeMovedToAnotherDayAndBack() {
        TrialClock clock = configuration.trialClock("2026-06-15", "Europe/London");
        Clock elsewhere = clock.withZone(ZoneId.of("Pacific/Kiritimati"));

        clock.moveTo(LocalDate.of(2026, 7, 1));
        assertThat(clock.isMoved()).isTrue();
        assertThat(clock.today()).isEqualTo("2026-07-01");
        assertThat(clock.instant()).isEqualTo("2026-07-01T11:00:00Z");
        assertThat(LocalDate.now(elsewhere)).isEqualTo("2026-07-02");

        clock.moveBack();
        assertThat(clock.isMoved()).isFalse();
        assertThat(clock.today()).isEqualTo("2026-06-15");
    }

    @Test
    void isOneClockThatTheDemoPageCanMove() {
        context("screening.today=2026-06-15").run(started -> {
            assertThat(started).hasSingleBean(Clock.class).hasSingleBean(DemoDay.class);
            started.getBean(DemoDay.class).moveTo(LocalDate.of(2026, 5, 4));
            assertThat(LocalDate.now(started.getBean(Clock.class))).isEqualTo("2026-05-04");
        });
    }

    @Test
    void isOneClockThatNobodyMovesInProduction() {
        context("spring.profiles.active=production")
                .run(started -> assertThat(started).hasSingleBean(Clock.class).doesNotHaveBean(DemoDay.class));
    }

    @Test
    void doesNotStopInProduction() {
        assertThatThrownBy(() -> configuration.runningClock("2026-06-15", ""))
                .hasMessageContaining("screening.today=2026-06-15 would stop the clock in production");
        context("spring.profiles.active=production", "screening.today=2026-06-15")
                .run(started -> assertThat(started).hasFailed());
    }

    @Test
    void saysWhatIsWrongWithADayOrAZone() {
        assertThatThrownBy(() -> configuration.trialClock("15.6.2026", "")).hasMessageContaining("YYYY-MM-DD");
        assertThatThrownBy(() -> configuration.trialClock("", "Mars/Olympus"))
                .hasMessageContaining("screening.time-zone=Mars/Olympus");
    }
}
