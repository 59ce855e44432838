package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.content.ContentFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The whole way through the demo, at each width and in each language: a patient is picked, an encounter started, the cards
 * are read, a suggestion is accepted, another card is dismissed with a reason.
 */
@BrowserTest
class DemoWalkIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirHttp http;

    @Autowired
    DemoWalkIT(FhirHttp http) {
        this.http = http;
    }

    /** The sample patient Bea under an id of her own: what is stored about a patient is read in later calls. */
    private String bea(String id) {
        String bundle = ContentFiles.text(ContentFiles.ROOT.resolve("examples/bundle-bea.json"));
        assertThat(http.post("", bundle.replace("demo-bea", id)).status()).isEqualTo(200);
        return id;
    }

    private int counted(String outcome) throws IOException {
        int sum = 0;
        for (JsonNode row :
                JSON.readTree(http.address("/reports/cards").toURL()).path("cards")) {
            sum += row.path(outcome).asInt();
        }
        return sum;
    }

    private static Locator card(Page page, String topic) {
        return page.locator("article[data-topic='" + topic + "']");
    }

    private static void pick(Page page, String patient) {
        page.evaluate("id => document.getElementById('patient').add(new Option('A copy of Bea', id))", patient);
        page.selectOption("#patient", patient);
    }

    private static void start(Page page) {
        page.click("button[data-hook='encounter-start']");
        assertThat(page.locator("#answer .assessment")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,en", "PHONE,en", "DESKTOP,es", "PHONE,es"})
    void showsTheCardsOfAnEncounterAndWhatIsDoneWithThem(Screen screen, String language, Visitor visitor)
            throws IOException {
        PageWords words = PageWords.in(language);
        Page page = visitor.open(screen, language, "/demo");
        pick(page, bea("demo-walk-" + screen.name().toLowerCase(java.util.Locale.ROOT) + "-" + language));
        chart(page, words);

        start(page);
        assertThat(page.locator("#said")).containsText(words.like("demo.called"));
        assertThat(page.locator("#said")).containsText(words.of("demo.event.encounter-start"));
        assertThat(page.locator(".assessment")).containsText(words.either("High", "Alto"));
        Locator warning = card(page, "ShortCervixWithHistory");
        assertThat(warning.locator(".indicator")).hasText(words.of("shared.card.warning"));
        assertThat(warning.locator("h3")).containsText("22 mm");
        assertThat(warning.locator(".markdown li").first()).isVisible();
        assertThat(warning.locator(".source")).containsText(words.of("shared.card.source"));
        visitor.checkAccessible(page);
        visitor.screenshot(page, "demo-cards-" + language + "-" + screen);

        accepts(page, words);
        dismisses(page, words);
        visitor.checkAccessible(page);
        visitor.screenshot(page, "demo-done-" + language + "-" + screen);

        start(page);
        assertThat(page.locator(".assessment")).containsText(words.of("demo.assessment.suppressed.accepted"));
        assertThat(page.locator(".assessment")).containsText(words.of("demo.assessment.suppressed.overridden"));
        assertThat(page.locator(".no-card")).containsText(words.of("demo.none.kept"));
        assertThat(card(page, "EducationSymptoms")).hasCount(0);
    }

    private static void chart(Page page, PageWords words) {
        assertThat(page.locator("html")).hasAttribute("lang", words.either("en", "es"));
        assertThat(page.locator("#person")).containsText("Bea Example-Patient");
        assertThat(page.locator("#today-words"))
                .hasText(words.either("Monday, June 15, 2026", "lunes, 15 de junio de 2026"));
        assertThat(page.locator("#timeline svg[role=img]").first()).isVisible();
        Locator legend = page.locator("#timeline .legend");
        assertThat(legend).containsText(words.of("demo.timeline.range", "14w0d", "20w0d"));
        assertThat(legend).containsText(words.of("demo.timeline.range", "16w0d", "24w0d"));
        assertThat(legend).containsText("18w0d");
        assertThat(page.locator("#to-form"))
                .hasAttribute(
                        "href",
                        FormOnPage.PATH + "?lang=" + words.either("en", "es") + "&patient="
                                + page.locator("#patient").inputValue());
        assertThat(page.locator("#record")).containsText("22 mm");
        assertThat(page.locator("#record")).containsText(words.either("June 1, 2026", "1 de junio de 2026"));
    }

    private void accepts(Page page, PageWords words) throws IOException {
        int accepted = counted("accepted");
        Locator education = card(page, "EducationSymptoms");
        education.locator(".suggestions button").first().click();
        assertThat(education.locator(".acts")).containsText(words.of("demo.feedback.sent"));
        assertThat(education.locator(".acts")).containsText(words.of("demo.card.accepted"));
        String reference = education.locator(".done a").textContent();
        assertThat(http.get(reference).status()).isEqualTo(200);
        assertThat(JSON.readTree(http.get(reference).body()).path("status").asText())
                .isIn("draft", "preparation", "requested");
        assertThat(counted("accepted")).isEqualTo(accepted + 1);
    }

    private void dismisses(Page page, PageWords words) throws IOException {
        int overridden = counted("overridden");
        Locator warning = card(page, "ShortCervixWithHistory");
        warning.locator("details.dismiss summary").click();
        warning.locator("select").selectOption("6");
        String reason = warning.locator("select option:checked").textContent();
        warning.locator("textarea").fill("Wants to wait");
        warning.locator("details.dismiss button").click();
        assertThat(warning.locator(".acts")).containsText(words.of("demo.feedback.sent"));
        assertThat(warning.locator(".acts")).containsText(words.of("demo.card.dismissed", reason));
        assertThat(counted("overridden")).isEqualTo(overridden + 1);
        page.locator(".wire summary").click();
        assertThat(page.locator(".wire pre")).hasCount(4);
        assertThat(page.locator(".wire pre").last()).containsText("Wants to wait");
    }
}
