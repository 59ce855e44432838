package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class PhonesTest {

    private static Phones phones() {
        CardSettings cards = new CardSettings(
                "us",
                "en",
                Optional.empty(),
                List.of(),
                10,
                Map.of(),
                Map.of("unit", "+1 555 010-0100", "emergency", "911", "Doula <b>", "555 1"),
                List.of(),
                Duration.ofDays(7));
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasenames("messages/leaflet");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        Tenants tenants = new Tenants(
                List.of(
                        Tenant.unregistered("st-mary", Ehr.at(List.of()), cards),
                        Tenant.unregistered(
                                "quiet", Ehr.at(List.of()), CardSettings.usual("us", "en", Optional.empty()))),
                Optional.empty());
        return new Phones(new CurrentTenants(tenants), texts);
    }

    @Test
    void showsTheNumbersOfTheSiteTheEmergencyFirst() {
        assertThat(phones().of(Optional.of("st-mary"), Locale.ENGLISH))
                .containsExactly(
                        new Phones.Phone("Emergency", "911", "tel:911"),
                        new Phones.Phone("Doula <b>", "555 1", "tel:5551"),
                        new Phones.Phone("Maternity unit, day and night", "+1 555 010-0100", "tel:+15550100100"));
        assertThat(phones().of(Optional.of("st-mary"), Locale.forLanguageTag("es"))
                        .get(0)
                        .label())
                .isEqualTo("Emergencias");
    }

    @Test
    void tellsASiteWithoutNumbersFromAnUnknownOneByNothing() {
        assertThat(phones().of(Optional.of("quiet"), Locale.ENGLISH)).isEmpty();
        assertThat(phones().of(Optional.of("nobody"), Locale.ENGLISH)).isEmpty();
        assertThat(phones().of(Optional.empty(), Locale.ENGLISH)).isEmpty();
    }
}
