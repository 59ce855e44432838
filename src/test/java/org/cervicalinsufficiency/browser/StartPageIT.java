package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /}, where somebody new begins. */
@BrowserTest
class StartPageIT {

    @ParameterizedTest
    @CsvSource({"DESKTOP,en,Start", "PHONE,es,Inicio"})
    void saysWhatThisIs(Screen screen, String language, String title, Visitor visitor) {
        Page page = visitor.open(screen, language, "/");

        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        visitor.checkAccessible(page);
        visitor.screenshot(page, "start-" + language + "-" + screen);
    }
}
