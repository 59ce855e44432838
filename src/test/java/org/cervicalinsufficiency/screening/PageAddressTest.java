package org.cervicalinsufficiency.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"https://cds.example", "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void linksPagesThatComeSafely(String address) {
        assertThat(PageAddress.at(address, false).form("any", Locale.ENGLISH)).contains(address + "/forms/any?lang=en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://cds.example", "http://10.0.0.1:8080", "http://localhost.evil.example"})
    void linksNothingThatCrossesANetworkInTheOpen(String address) {
        assertThat(PageAddress.at(address, false)).isEqualTo(PageAddress.none());
        assertThat(PageAddress.at(address, false).launch()).isEmpty();
    }

    @Test
    void linksNothingButHttpsToWhoIsRegistered() {
        assertThat(PageAddress.at("http://localhost:8080", true)).isEqualTo(PageAddress.none());
        assertThat(PageAddress.at("https://cds.example", true).launch()).contains("https://cds.example/launch");
    }

    @Test
    void asksForTheLanguageOfTheCardAndTheNumbersOfTheSite() {
        PageAddress pages = PageAddress.at("https://cds.example", false);
        assertThat(pages.leaflet("any", Locale.forLanguageTag("es-MX"), Optional.empty()))
                .contains("https://cds.example/leaflets/any?lang=es");
        assertThat(pages.leaflet("any", Locale.ENGLISH, Optional.of("st-mary")))
                .contains("https://cds.example/leaflets/any?lang=en&tenant=st-mary");
    }
}
