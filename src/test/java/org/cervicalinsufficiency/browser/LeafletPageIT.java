package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /leaflets/{topic}}: read on a screen, and taken home on one sheet of paper. */
@BrowserTest
class LeafletPageIT {

    private static final List<String> PAPER = List.of("A4", "Letter");
    private static final Pattern PAGE_OF_A_PDF = Pattern.compile("/Type\\s*/Page\\b");

    @ParameterizedTest
    @CsvSource({
        "early-signs,en,DESKTOP,Early warning signs",
        "early-signs,es,PHONE,Señales tempranas",
        "healthy-pregnancy,en,PHONE,A healthy pregnancy",
        "healthy-pregnancy,es,DESKTOP,Un embarazo sano",
        "next-pregnancy,en,DESKTOP,Before the next pregnancy",
        "next-pregnancy,es,PHONE,Antes del próximo embarazo",
        "care-options,en,PHONE,What care can include",
        "care-options,es,DESKTOP,Qué puede incluir la atención"
    })
    void isReadAndPrintedOnOnePage(String topic, String language, Screen screen, String title, Visitor visitor) {
        Page page = visitor.open(screen, language, "/leaflets/" + topic);

        assertThat(page.locator("h1")).containsText(title);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator(".emergency"))
                .containsText(Pattern.compile("call at once|Llame de inmediato|llame de inmediato|Call at once"));
        assertThat(page.locator(".sources li").first()).isVisible();
        assertThat(page.locator(".state"))
                .containsText(language.equals("es") ? "Traducción automática" : "not yet approved");
        assertThat(page.locator(".keep")).containsText("PDF");
        assertThat(page.locator("script")).hasCount(0);
        visitor.checkAccessible(page);
        visitor.screenshot(page, "leaflet-" + topic + "-" + language + "-" + screen);
        for (String paper : PAPER) {
            assertThat(pages(page, paper)).as(paper).isEqualTo(1);
        }
    }

    @Test
    void isGivenInTheLanguageOfTheLink(Visitor visitor) {
        Page page = visitor.open(Screen.DESKTOP, "en", "/leaflets/early-signs?lang=es&tenant=nobody");

        assertThat(page.locator("html")).hasAttribute("lang", "es");
        assertThat(page.locator(".phones")).containsText("número de emergencias");
    }

    /** The count of pages counts: a long page has more. */
    @Test
    void isCountedRight(Visitor visitor) {
        assertThat(pages(visitor.open("/openapi"), "A4")).isGreaterThan(1);
    }

    private static long pages(Page page, String paper) {
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat(paper).setPrintBackground(true));
        return PAGE_OF_A_PDF
                .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }
}
