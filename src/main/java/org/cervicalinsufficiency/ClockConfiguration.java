package org.cervicalinsufficiency;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * The one clock of the application. {@code screening.today} stops it at noon of a day, for trials and tests;
 * {@code screening.time-zone} names the zone whose calendar counts.
 */
@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {

    @Bean
    Clock clock(
            @Value("${screening.today:}") String today,
            @Value("${screening.time-zone:}") String zone,
            Environment environment) {
        ZoneId zoneId = zone.isBlank() ? ZoneId.systemDefault() : zoneOf(zone.trim());
        if (today.isBlank()) {
            return Clock.system(zoneId);
        }
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("screening.today=" + today
                    + " would stop the clock in production: remove it, or start without the profile production.");
        }
        return Clock.fixed(
                dayOf(today.trim()).atTime(LocalTime.NOON).atZone(zoneId).toInstant(), zoneId);
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

    private static ZoneId zoneOf(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new IllegalStateException(
                    "screening.time-zone=" + zone + " is not known: use a name such as Europe/London.", unknown);
        }
    }
}
