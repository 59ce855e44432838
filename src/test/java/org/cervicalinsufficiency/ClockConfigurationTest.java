package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ClockConfigurationTest {

    private final ClockConfiguration configuration = new ClockConfiguration();
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void stopsAtTheGivenDayInTheGivenZone() {
        Clock clock = configuration.clock("2026-06-15", "Pacific/Kiritimati", environment);
        assertThat(LocalDate.now(clock)).isEqualTo("2026-06-15");
        assertThat(clock.getZone()).isEqualTo(ZoneId.of("Pacific/Kiritimati"));
        assertThat(clock.instant()).isEqualTo(clock.instant());
    }

    @Test
    void runsWhenNoDayIsGiven() {
        assertThat(configuration.clock("", "", environment)).isEqualTo(Clock.systemDefaultZone());
    }

    @Test
    void doesNotStopInProduction() {
        environment.setActiveProfiles("production");
        assertThatThrownBy(() -> configuration.clock("2026-06-15", "", environment))
                .hasMessageContaining("screening.today=2026-06-15 would stop the clock in production");
    }

    @Test
    void saysWhatIsWrongWithADayOrAZone() {
        assertThatThrownBy(() -> configuration.clock("15.6.2026", "", environment))
                .hasMessageContaining("YYYY-MM-DD");
        assertThatThrownBy(() -> configuration.clock("", "Mars/Olympus", environment))
                .hasMessageContaining("screening.time-zone=Mars/Olympus");
    }
}
