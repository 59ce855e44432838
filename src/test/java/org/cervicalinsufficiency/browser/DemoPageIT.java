package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
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

    private static final ObjectMapper JSON = new ObjectMapper();
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

    private int counted(String outcome) throws IOException {
        JsonNode report = JSON.readTree(http.address("/reports/cards").toURL());
        int sum = 0;
        for (JsonNode row : report.path("cards")) {
            sum += row.path(outcome).asInt();
        }
        return sum;
    }

    private static Locator card(Page page, String topic) {
        return page.locator("article[data-topic='" + topic + "']");
    }

    private static void start(Page page) {
        page.click(START);
        assertThat(page.locator("#answer .assessment")).isVisible();
    }

    @Test
    void showsTheCardsOfAnEncounterAndWhatIsDoneWithThem(Visitor visitor) throws IOException {
        stored("bea");
        Page page = visitor.open("/demo");
        page.selectOption("#patient", "demo-bea");
        assertThat(page.locator("#person")).containsText("Bea Example-Patient");
        assertThat(page.locator("#timeline svg[role=img]").first()).isVisible();
        assertThat(page.locator("#timeline .legend")).containsText("14w0d to 20w0d");
        assertThat(page.locator("#timeline .legend")).containsText("16w0d to 24w0d");
        assertThat(page.locator("#timeline .legend")).containsText("Gestational age used: 18w0d");
        assertThat(page.locator("#record")).containsText("22 mm");

        start(page);
        Locator warning = card(page, "ShortCervixWithHistory");
        assertThat(warning.locator(".indicator")).hasText("Warning");
        assertThat(warning.locator("h3")).containsText("22 mm");
        assertThat(warning.locator(".markdown li").first()).isVisible();
        assertThat(page.locator("#said")).containsText(Pattern.compile("Start encounter: \\d+ cards in \\d+ ms"));
        assertThat(page.locator(".assessment")).containsText("High");
        visitor.checkAccessible(page);
        visitor.screenshot(page, "demo-high-risk");

        int accepted = counted("accepted");
        Locator education = card(page, "EducationSymptoms");
        education.locator(".suggestions button").first().click();
        assertThat(education.locator(".acts")).containsText("Feedback sent");
        String reference = education.locator(".done a").textContent();
        assertThat(http.get(reference).status()).isEqualTo(200);
        assertThat(JSON.readTree(http.get(reference).body()).path("status").asText())
                .isIn("draft", "preparation", "requested");
        assertThat(counted("accepted")).isEqualTo(accepted + 1);

        int overridden = counted("overridden");
        warning.locator("details.dismiss summary").click();
        warning.locator("select").selectOption("6");
        warning.locator("textarea").fill("Wants to wait");
        warning.locator("details.dismiss button").click();
        assertThat(warning.locator(".acts")).containsText("Feedback sent");
        assertThat(counted("overridden")).isEqualTo(overridden + 1);
        page.locator(".wire summary").click();
        assertThat(page.locator(".wire pre")).hasCount(4);
        assertThat(page.locator(".wire pre").last()).containsText("Wants to wait");
        visitor.checkAccessible(page);

        start(page);
        assertThat(page.locator(".assessment")).containsText("it was accepted earlier, on the same evidence");
        assertThat(page.locator(".assessment")).containsText("it was dismissed earlier, on the same evidence");
        assertThat(page.locator(".no-card")).containsText("kept back");
        assertThat(education).hasCount(0);
    }

    @Test
    void changesDateAndLanguageOnAPhone(Visitor visitor) {
        stored("fina");
        Page page = visitor.open(Screen.PHONE, "en", "/demo?patient=demo-fina");
        assertThat(page.locator("#timeline .legend")).containsText("26w0d");
        page.fill("#today", "2026-06-22");
        page.click("#day button[type=submit]");
        assertThat(page.locator("#said")).containsText("2026-06-22");
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
        assertThat(page.locator(".assessment")).containsText("2026-06-22");
        assertThat(page.locator("#timeline .legend")).containsText("27w0d");
        visitor.checkAccessible(page);
        visitor.screenshot(page, "demo-phone");

        page.click("#day-back");
        assertThat(page.locator("#said")).containsText("2026-06-15");
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
