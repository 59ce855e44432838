package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class DemoControllerTest {

    private static final LocalDate START = LocalDate.of(2026, 6, 15);
    private static final String NEXT = "{\"today\":\"2026-07-01\"}";

    private final Day day = new Day();
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new DemoController(DemoControllerTest::chart, day))
            .build();

    /** Stands where it was put. */
    static final class Day implements DemoDay {
        private LocalDate today = START;

        @Override
        public LocalDate today() {
            return today;
        }

        @Override
        public boolean isMoved() {
            return !today.equals(START);
        }

        @Override
        public void moveTo(LocalDate other) {
            today = other;
        }

        @Override
        public void moveBack() {
            today = START;
        }
    }

    private static Optional<Map<String, Object>> chart(String patient) {
        return patient.equals("bea")
                ? Optional.of(Map.of("today", "2026-06-15", "notRead", List.of(), "chart", Map.of("ages", List.of())))
                : Optional.empty();
    }

    private static MockHttpServletRequestBuilder move(String body) {
        return put("http://127.0.0.1:8080/demo/today")
                .contentType("application/json")
                .content(body);
    }

    @Test
    void givesTheChartOfAPatientWhoIsThere() throws Exception {
        http.perform(get("/demo/chart/bea"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(jsonPath("$.today").value("2026-06-15"))
                .andExpect(jsonPath("$.chart.ages").isEmpty());
        http.perform(get("/demo/chart/nobody"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.issue[0].code").value("not-found"));
    }

    @Test
    void movesTheDayAndPutsItBack() throws Exception {
        http.perform(move(NEXT).header("Origin", "http://127.0.0.1:8080").header("Sec-Fetch-Site", "same-origin"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.today").value("2026-07-01"))
                .andExpect(jsonPath("$.moved").value(true));
        http.perform(get("/demo/today")).andExpect(jsonPath("$.today").value("2026-07-01"));
        http.perform(delete("http://localhost:8080/demo/today"))
                .andExpect(jsonPath("$.today").value("2026-06-15"))
                .andExpect(jsonPath("$.moved").value(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"today\":null}",
                "{\"today\":\"1.7.2026\"}",
                "{\"today\":\"2026-02-30\"}",
                "{\"today\":\"1899-12-31\"}",
                "{\"today\":\"2200-01-01\"}"
            })
    void saysWhatADayIs(String body) throws Exception {
        http.perform(move(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.issue[0].diagnostics")
                        .value("today: write a day as YYYY-MM-DD, from 1900-01-01 to 2199-12-31."));
        assertThat(day.today()).isEqualTo(START);
    }

    /** A page of another site, a name that was made to lead here, and another port are not our own page. */
    @ParameterizedTest
    @CsvSource({
        "Origin, https://elsewhere.example",
        "Origin, http://127.0.0.1:9999",
        "Origin, http://localhost:8080",
        "Origin, null",
        "Origin, not an address",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void isNotMovedAtTheWishOfAnotherPage(String header, String value) throws Exception {
        http.perform(move(NEXT).header(header, value)).andExpect(status().isForbidden());
        http.perform(delete("http://127.0.0.1:8080/demo/today").header(header, value))
                .andExpect(status().isForbidden());
        assertThat(day.today()).isEqualTo(START);
    }

    @Test
    void isNotMovedFromAnotherMachineOrUnderAnotherName() throws Exception {
        http.perform(move(NEXT).with(request -> {
                    request.setRemoteAddr("192.0.2.7");
                    return request;
                }))
                .andExpect(status().isForbidden());
        http.perform(put("http://rebound.example:8080/demo/today")
                        .contentType("application/json")
                        .content(NEXT))
                .andExpect(status().isForbidden());
        assertThat(day.today()).isEqualTo(START);
    }

    @Test
    void takesJsonOnly() throws Exception {
        http.perform(put("http://127.0.0.1:8080/demo/today")
                        .contentType("text/plain")
                        .content(NEXT))
                .andExpect(status().isUnsupportedMediaType());
        assertThat(day.today()).isEqualTo(START);
    }

    @Test
    void isNotThereInProduction() {
        ApplicationContextRunner context = new ApplicationContextRunner()
                .withBean(DemoCharts.class, () -> DemoControllerTest::chart)
                .withBean(DemoDay.class, Day::new)
                .withUserConfiguration(DemoController.class);
        context.run(started -> assertThat(started).hasSingleBean(DemoController.class));
        context.withPropertyValues("spring.profiles.active=production")
                .run(started -> assertThat(started).doesNotHaveBean(DemoController.class));
    }
}
