package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.webapp.DemoDay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code /demo} as a clinician tries it. */
@BrowserTest
class DemoPageIT {

    private static final String START = "button[data-hook='encounter-start']";

    private final FhirHttp http;
    private final DemoDay day;

    @Autowired
    DemoPageIT(FhirHttp http, DemoDay day) {
        this.http = http;
        this.day = day;
    }

    /** Other tests share the server, and so its day. */
    @AfterEach
    void putTheDayBack() {
        day.moveBack();
    }

    private void stored(String name) {
        Path bundle = ContentFiles.ROOT.resolve("examples/bundle-" + name + ".json");
        assertThat(http.post("", ContentFiles.text(bundle)).status()).isEqualTo(200);
    }

    private static void start(Page page) {
        page.click(START);
        assertThat(page.locator("#answer .assessment")).isVisible();
    }

    @Test
    void changesDateAndLanguageOnAPhone(Visitor visitor) {
        stored("fina");
        Page page = visitor.open(Screen.PHONE, "en", "/demo?patient=demo-fina");
        assertThat(page.locator("#timeline .legend")).containsText("26w0d");
        page.fill("#today", "2026-06-22");
        page.click("#day button[type=submit]");
        assertThat(page.locator("#today-words")).hasText("Monday, June 22, 2026");
        assertThat(page.locator("#said")).containsText("June 22, 2026");
        assertThat(page.locator("#timeline .legend")).containsText("27w0d");
        assertThat(day.today()).isEqualTo("2026-06-22");
        visitor.checkAccessible(page);

        page.click("header a[data-language=es]");
        assertThat(page.locator("h1")).hasText("Historia de demostración");
        assertThat(page.locator("#patient")).hasValue("demo-fina");
        assertThat(page.locator("#today")).hasValue("2026-06-22");
        Response call =
                page.waitForResponse(answer -> answer.url().contains("/cds-services/"), () -> page.click(START));
        assertThat(call.request().headerValue("accept-language")).isEqualTo("es");
        assertThat(page.locator("#answer article h3").first()).isVisible();
        assertThat(page.locator(".assessment")).containsText("22 de junio de 2026");
        assertThat(page.locator("#today-words")).hasText("lunes, 22 de junio de 2026");
        assertThat(page.locator("#timeline .legend")).containsText("27w0d");
        visitor.checkAccessible(page);
        visitor.screenshot(page, "demo-phone");

        page.click("#day-back");
        assertThat(page.locator("#said")).containsText("15 de junio de 2026");
        assertThat(day.isMoved()).isFalse();
    }

    @Test
    void showsHowAGapAndARefusalAreTold(Visitor visitor) {
        stored("cleo");
        Page page = visitor.expects(412).open("/demo?patient=demo-cleo");
        page.locator("#keys summary").click();
        page.check("#keys input[value=procedures]");
        start(page);
        assertThat(page.locator(".assessment")).containsText("procedures");
        page.check("#keys input[value=observations]");
        page.click(START);
        assertThat(page.locator("#answer .problem")).containsText("412");
        assertThat(page.locator("#answer .problem")).containsText("observations");
        visitor.checkAccessible(page);
    }

    @Test
    void saysNoCardAndWhatThatMeans(Visitor visitor) {
        stored("paz");
        Page page = visitor.open("/demo?patient=demo-paz");
        page.fill("#today", "2030-01-01");
        page.click("#day button[type=submit]");
        assertThat(page.locator("#timeline .note")).isVisible();
        start(page);
        assertThat(page.locator(".no-card h3")).hasText("No card");
        assertThat(page.locator(".assessment")).containsText("Not applicable");
        assertThat(page.locator("main"))
                .not()
                .containsText(Pattern.compile("low risk|\\bnormal\\b|ruled out", Pattern.CASE_INSENSITIVE));
        visitor.checkAccessible(page);
    }

    @Test
    void worksByKeyboard(Visitor visitor) {
        stored("dora");
        Page page = visitor.open("/demo?patient=demo-dora");
        page.locator(START).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#answer")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("#answer article summary").first()).isFocused();
    }

    @Test
    void saysThatAPatientIsNotThere(Visitor visitor) {
        Page page = visitor.expects(404).open("/demo?patient=demo-olga");
        assertThat(page.locator("#said")).containsText("not on the server");
        assertThat(page.locator("#visit")).isHidden();
    }
}
