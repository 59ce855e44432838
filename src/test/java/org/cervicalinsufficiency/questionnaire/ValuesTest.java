package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that were sent are never written out at any length. */
@Timeout(10)
class ValuesTest {

    private static Quantity millimetres(String number) {
        return new Quantity().setValue(new BigDecimal(number)).setCode("mm");
    }

    @ParameterizedTest
    @CsvSource({
        "25, 25 mm",
        "2.50, 2.50 mm",
        "1e3, 1000 mm",
        "1e500000000, 1E+500000000 mm",
        "1e-500000000, 1E-500000000 mm"
    })
    void writesANumberAsItIs(String number, String text) {
        assertThat(Values.text(millimetres(number))).isEqualTo(text);
    }

    @Test
    void shortensALongNumber() {
        assertThat(Values.text(millimetres("9".repeat(1000)))).isEqualTo("1.000000000E+1000 mm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e500000000", "1e41", "1e2147483647"})
    void keepsALargeNumberLarge(String number) {
        assertThat(converted(number)).hasValueSatisfying(cm -> assertThat(cm).isGreaterThan(new BigDecimal("1e15")));
        assertThat(converted("-" + number))
                .hasValueSatisfying(cm -> assertThat(cm).isLessThan(new BigDecimal("-1e15")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-500000000", "-1e-500000000", "0e500000000", "1e-2147483647"})
    void keepsASmallNumberSmall(String number) {
        assertThat(converted(number)).hasValueSatisfying(cm -> assertThat(cm).isZero());
    }

    @Test
    void convertsWhatIsMeasured() {
        assertThat(converted("25")).hasValueSatisfying(cm -> assertThat(cm).isEqualByComparingTo("2.5"));
        assertThat(converted("25." + "0".repeat(60)))
                .hasValueSatisfying(cm -> assertThat(cm).isEqualByComparingTo("2.5"));
    }

    private static Optional<BigDecimal> converted(String number) {
        return UnitConversion.convert(new BigDecimal(number), "mm", "cm");
    }
}
