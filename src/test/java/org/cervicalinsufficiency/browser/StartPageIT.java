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

    /** This server has no invented patients, as one in production: none is offered. */
    @ParameterizedTest
    @CsvSource({"DESKTOP,en,Start,A healthy pregnancy", "PHONE,es,Inicio,Un embarazo sano"})
    void saysWhatThisIsAndWhereToGo(Screen screen, String language, String title, String leaflet, Visitor visitor) {
        Page page = visitor.open(screen, language, "/");

        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("main")).containsText(leaflet);
        assertThat(page.locator("main table")).hasCount(0);
        visitor.checkAccessible(page);
        visitor.screenshot(page, "start-" + language + "-" + screen);
    }

    /** The form is walked by a test of its own. */
    @Test
    @SuppressWarnings("unchecked")
    void leadsToPagesAndInterfacesThatAnswer(Visitor visitor) {
        Page page = visitor.open("/");
        List<String> links = (List<String>)
                page.locator("main a").evaluateAll("links => links.map(link => link.getAttribute('href'))");

        assertThat(links).contains("/forms/cervical-insufficiency-screening?lang=en");
        assertThat(links.stream().filter(link -> !link.startsWith("/forms/")))
                .hasSizeGreaterThanOrEqualTo(9)
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
}
