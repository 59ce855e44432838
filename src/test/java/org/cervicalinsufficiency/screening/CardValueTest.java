package org.cervicalinsufficiency.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and dates stay; anything else cannot become markup. */
class CardValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"22 mm", "18w0d", "2026-06-15", "23.5 mm", "2019, 2021", "3", "1,5 cm", "24+0", "10%"})
    void keepsNumbersAndDates(String value) {
        assertThat(CardValue.of(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"www.1x", "http://1", "<b>", "a_b_c", "*1*", "[1](2)", "a@b.c", "1\n- 2", "!1", "1 | 2", "- 1"})
    void escapesEverythingElse(String value) {
        assertThat(CardValue.of(value)).isNotEqualTo(value);
    }
}
