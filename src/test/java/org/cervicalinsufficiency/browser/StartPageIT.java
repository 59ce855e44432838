package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
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

    @Test
    void showsAPageForAWrongAddress(Visitor visitor) {
        Page page = visitor.expects(404).open(Screen.PHONE, "es", "/nada?x=%3Cb%3E");

        assertThat(page.locator("main p.problem")).hasText("No hay nada en esta dirección.");
        visitor.checkAccessible(page);
        page.locator("main a").click();
        assertThat(page.locator("h1")).hasText("Inicio");
    }

    @Test
    void changesTheLanguageAndKeepsTheRestOfTheAddress(Visitor visitor) {
        Page page = visitor.open("/?patient=demo-bea");

        page.locator("header.site nav a[lang=es]").click();

        assertThat(page.locator("h1")).hasText("Inicio");
        assertThat(page).hasURL(visitor.origin() + "/?patient=demo-bea&lang=es");
    }
}
