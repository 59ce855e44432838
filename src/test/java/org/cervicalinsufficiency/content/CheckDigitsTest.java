package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDigitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"77386006", "60001007", "736061003", "54535009"})
    void acceptsSnomedCtIdentifiers(String code) {
        assertThat(CheckDigits.isSnomedCt(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"77386005", "77836006", "1.34781E+14", "", "077386006", "7738600a"})
    void rejectsMistypedOrDamagedSnomedCtIdentifiers(String code) {
        assertThat(CheckDigits.isSnomedCt(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11961-0", "11778-8", "8665-2", "82810-3", "8310-5", "11637-6"})
    void acceptsLoincNumbers(String code) {
        assertThat(CheckDigits.isLoinc(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11961-6", "11637-2", "11691-0", "11961", "", "LA15173-0"})
    void rejectsMistypedLoincNumbers(String code) {
        assertThat(CheckDigits.isLoinc(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q51.3", "O30.042"})
    void asksNothingOfSystemsWithoutCheckDigits(String code) {
        assertThat(CheckDigits.pass("http://hl7.org/fhir/sid/icd-10-cm", code)).isTrue();
    }
}
