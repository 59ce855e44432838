package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.cervicalinsufficiency.cdshooks.InvalidCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The day that a call asks for: one, well written, and only where the switch is on. */
class EvaluationDayTest {

    private static final String HEADER = "X-Evaluation-Date";

    private static MockHttpServletRequest request(String... values) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (String value : values) {
            request.addHeader(HEADER, value);
        }
        return request;
    }

    @Test
    void b6IsReadWhereTheSwitchIsOn() {
        assertThat(new EvaluationDay(true).of(request("2026-02-28"))).contains(LocalDate.of(2026, 2, 28));
        assertThat(new EvaluationDay(true).of(request())).isEmpty();
        assertThat(new EvaluationDay(false).of(request("2026-02-28"))).isEmpty();
        assertThat(new EvaluationDay(false).of(request("nonsense"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01T00:00:00Z", "today"})
    void b6NamesTheHeaderThatIsWrong(String value) {
        assertThatThrownBy(() -> new EvaluationDay(true).of(request(value)))
                .isInstanceOf(InvalidCall.class)
                .hasMessage("The header X-Evaluation-Date must be one day, written as YYYY-MM-DD.");
    }

    @Test
    void b6TakesOneOnly() {
        assertThatThrownBy(() -> new EvaluationDay(true).of(request("2026-02-27", "2026-02-28")))
                .isInstanceOf(InvalidCall.class);
    }
}
