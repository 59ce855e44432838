package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Which language a page is in. */
class PageLanguagesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,      -,                  es", "en,     -,                  en", "es,     en,                 es",
                "fr,     en-GB,              en", "-,      'es-MX,en;q=0.5',   es", "-,      'fr,de;q=0.9',      es",
                "-,      'fr,en-US;q=0.3',   en", "<b>,    en,                 en"
            })
    void isWhatTheReaderAskedFor(String parameter, String header, String language) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (parameter != null) {
            request.setParameter("lang", parameter);
        }
        if (header != null) {
            request.addHeader("Accept-Language", header);
            request.setPreferredLocales(java.util.Arrays.stream(header.split(","))
                    .map(range -> Locale.forLanguageTag(range.split(";", 2)[0]))
                    .toList());
        }

        Locale found = new PageLanguages(Locale.forLanguageTag("es")).resolveLocale(request);

        assertThat(found).isEqualTo(Locale.forLanguageTag(language));
    }
}
