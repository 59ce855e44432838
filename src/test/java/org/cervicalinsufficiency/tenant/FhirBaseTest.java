package org.cervicalinsufficiency.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same base, what stands behind it, and what only looks so. */
class FhirBaseTest {

    private static final FhirBase BASE = new FhirBase("https://ehr.example/fhir/r4/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ehr.example/fhir/r4",
                "https://ehr.example/fhir/r4/",
                "https://EHR.Example/fhir/r4",
                "HTTPS://ehr.example/fhir/r4",
                "https://ehr.example:443/fhir/r4",
                "https://ehr.example./fhir/r4",
                "https://ehr\u3002example/fhir/r4"
            })
    void isTheSame(String address) {
        assertThat(BASE.matches(address)).isTrue();
        assertThat(FhirBase.same(address, "https://ehr.example/fhir/r4")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ehr.example/fhir/r4",
                "https://ehr.example:8443/fhir/r4",
                "https://ehr.example:0/fhir/r4",
                "https://ehr.example:99999/fhir/r4",
                "https://ehr.example/fhir",
                "https://ehr.example/fhir/r4x",
                "https://ehr.example/fhir/R4",
                "https://ehr.example/fhir//r4",
                "https://ehr.example//fhir/r4",
                "https://ehr.example/fhir/r4//",
                "https://ehr.example/fhir/./r4",
                "https://ehr.example/x/../fhir/r4",
                "https://ehr.example/fhir/r4/..",
                "https://ehr.example/fhir%2Fr4",
                "https://ehr.example/fhir%2fr4",
                "https://ehr.example/fhir/%2e%2e/fhir/r4",
                "https://ehr.example/fhir/r4%5c",
                "https://ehr.example/fhir/r4%00",
                "https://ehr.example/fhir/r4%",
                "https://ehr.example/fhir/r4%252e",
                "https://ehr.example/fhir\\r4",
                "https:\\\\ehr.example\\fhir\\r4",
                "https://ehr.example\\@evil.example/fhir/r4",
                "https://user@ehr.example/fhir/r4",
                "https://ehr.example@evil.example/fhir/r4",
                "https://ehr.example:pw@evil.example/fhir/r4",
                "https://ehr.example/fhir/r4?x=1",
                "https://ehr.example/fhir/r4#x",
                "https://ehr.example.evil.example/fhir/r4",
                "https://evil.example/https://ehr.example/fhir/r4",
                "https://evilehr.example/fhir/r4",
                "https://ehr.example.\u2024evil.example/fhir/r4",
                "https://ehr.ex\u0430mple/fhir/r4",
                "https://ehr.example\u2215fhir/r4",
                "https://ehr.example..//fhir/r4",
                "https://ehr.example../fhir/r4",
                "https://ehr.example\t/fhir/r4",
                " https://ehr.example/fhir/r4",
                "https://ehr.example/fhir/r4\n",
                "https:/ehr.example/fhir/r4",
                "https:ehr.example/fhir/r4",
                "//ehr.example/fhir/r4",
                "ftp://ehr.example/fhir/r4",
                "file:///fhir/r4",
                "https://%65hr.example/fhir/r4",
                "https://[ehr.example]/fhir/r4",
                "https:///fhir/r4",
                ""
            })
    void isNotTheSame(String address) {
        assertThat(BASE.matches(address)).isFalse();
        assertThat(FhirBase.same("https://ehr.example/fhir/r4", address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://ehr.example/fhir/r4/Patient/1, Patient/1",
        "https://ehr.example:443/fhir/r4/Patient/1/_history/2, Patient/1/_history/2",
        "https://EHR.example/fhir/r4/Patient/A.b-1, Patient/A.b-1"
    })
    void saysWhatStandsBehindIt(String address, String behind) {
        assertThat(BASE.relative(address)).contains(behind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ehr.example/fhir/r4/../admin",
                "https://ehr.example/fhir/r4/Patient/%2e%2e/x",
                "https://ehr.example/fhir/r44/Patient/1",
                "https://other.example/fhir/r4/Patient/1"
            })
    void nothingStandsBehindIt(String address) {
        assertThat(BASE.relative(address)).isEmpty();
    }

    @Test
    void writesPagesWithTheRegisteredAddress() {
        assertThat(BASE.page("https://EHR.example:443/fhir/r4?_getpages=a%20b&x=/../y"))
                .contains("https://ehr.example/fhir/r4?_getpages=a%20b&x=/../y");
        assertThat(BASE.page("https://ehr.example/fhir/r4/Condition?page=2"))
                .contains("https://ehr.example/fhir/r4/Condition?page=2");
        assertThat(BASE.page("https://ehr.example/fhir?_getpages=a")).isEmpty();
        assertThat(BASE.page("https://ehr.example/fhir/r4?a#b")).isEmpty();
        assertThat(BASE.page("https://ehr.example/fhir/r4?a\\b")).isEmpty();
        assertThat(BASE.page("?page=2")).isEmpty();
    }

    @Test
    void ofAHostOnlyEverythingThereStandsBehindIt() {
        FhirBase host = new FhirBase("https://ehr.example");

        assertThat(host.matches("https://ehr.example/")).isTrue();
        assertThat(host.relative("https://ehr.example/Patient/1")).contains("Patient/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ehr.example",
                "https://",
                "https://u@ehr.example",
                "https://ehr.example/../x",
                "https://e/x?y"
            })
    void refusesWhatIsNoBase(String url) {
        assertThatThrownBy(() -> new FhirBase(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write an absolute");
    }
}
