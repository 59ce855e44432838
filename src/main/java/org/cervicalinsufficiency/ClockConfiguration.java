package org.cervicalinsufficiency;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The one clock of the application. {@code screening.today} stops it at noon of a day, for trials and tests, and outside
 * production the demo page can move it; {@code screening.time-zone} names the zone whose calendar counts.
 */
@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {

    /** Can be moved to another day while the server runs, for trials. */
    @Bean
    @Profile("!production")
    TrialClock trialClock(@Value("${screening.today:}") String today, @Value("${screening.time-zone:}") String zone) {
        ZoneId zoneId = zoneOf(zone);
        return new TrialClock(today.isBlank() ? Clock.system(zoneId) : TrialClock.noonOf(dayOf(today.trim()), zoneId));
    }

    /** Runs, and nobody can stop it. */
    @Bean
    @Profile("production")
    Clock runningClock(@Value("${screening.today:}") String today, @Value("${screening.time-zone:}") String zone) {
        if (!today.isBlank()) {
            throw new IllegalStateException("screening.today=" + today
                    + " would stop the clock in production: remove it, or start without the profile production.");
        }
        return Clock.system(zoneOf(zone));
    }

    private static LocalDate dayOf(String today) {
        try {
            return LocalDate.parse(today);
        } catch (DateTimeException notADay) {
            throw new IllegalStateException(
                    "screening.today=" + today + " is not a day: write it as YYYY-MM-DD, for example 2026-06-15.",
                    notADay);
        }
    }

    private static ZoneId zoneOf(String setting) {
        String zone = setting.trim();
        if (zone.isEmpty()) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new IllegalStateException(
                    "screening.time-zone=" + zone + " is not known: use a name such as Europe/London.", unknown);
        }
    }
}
