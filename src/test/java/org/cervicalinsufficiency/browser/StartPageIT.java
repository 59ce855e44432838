package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /}, where somebody new begins. */
@BrowserTest
class StartPageIT {

    @ParameterizedTest
    @CsvSource({
        "DESKTOP,en,Start,A healthy pregnancy",
        "PHONE,en,Start,A healthy pregnancy",
        "DESKTOP,es,Inicio,Un embarazo sano",
        "PHONE,es,Inicio,Un embarazo sano"
    })
    void saysWhatThisIsAndWhereToGo(Screen screen, String language, String title, String leaflet, Visitor visitor) {
        Page page = visitor.open(screen, language, "/");

        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("main")).containsText(leaflet);
        assertThat(page.locator("main table tbody tr")).hasCount(16);
        visitor.checkAccessible(page);
        visitor.screenshot(page, "start-" + language + "-" + screen);
    }

    @Test
    @SuppressWarnings("unchecked")
    void leadsToPagesAndInterfacesThatAnswer(Visitor visitor) {
        Page page = visitor.open("/");
        List<String> links = (List<String>)
                page.locator("main a").evaluateAll("links => links.map(link => link.getAttribute('href'))");

        assertThat(links)
                .contains(
                        "/demo?patient=demo-bea&lang=en",
                        "/forms/cervical-insufficiency-screening?lang=en",
                        "/cds-services",
                        "/fhir/metadata?_format=json",
                        "/openapi?lang=en",
                        "/openapi.json",
                        "/readyz");
        assertThat(links).filteredOn(link -> link.startsWith("/leaflets/")).hasSize(4);
        assertThat(links)
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(link -> assertThat(page.request()
                                .get(visitor.origin() + link, RequestOptions.create())
                                .status())
                        .as(link)
                        .isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,en", "PHONE,es"})
    void leadsToADescriptionOfTheInterfaces(Screen screen, String language, Visitor visitor) {
        Page page = visitor.open(screen, language, "/");
        page.locator("a[href^='/openapi?']").click();

        assertThat(page.locator("article.operation").first()).isVisible();
        page.locator("details summary").first().click();
        assertThat(page.locator("details pre").first()).containsText("\"");
        visitor.checkAccessible(page);
        visitor.screenshot(page, "openapi-" + language + "-" + screen);
    }

    @Test
    void showsAPageForAWrongAddress(Visitor visitor) {
        Page page = visitor.expects(404).open(Screen.PHONE, "es", "/nada?x=%3Cb%3E");

        assertThat(page.locator("main p.problem")).hasText("No hay nada en esta dirección.");
        visitor.checkAccessible(page);
        visitor.screenshot(page, "wrong-address-es-PHONE");
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
