package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.cdshooks.ehr.SmartStub;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code /launch}: from a chart in an EHR to the form. */
@BrowserTest
class LaunchPageIT {

    private static final Pattern FORM = Pattern.compile(".*/forms/[a-z-]+\\?launch=[0-9a-f-]{36}&lang=(en|es)$");

    /** A form is read, checked, stored and assessed before the page says so. */
    private static final LocatorAssertions.HasTextOptions STORED =
            new LocatorAssertions.HasTextOptions().setTimeout(30_000);

    private final CurrentTenants tenants;
    private final StubEhr ehr = new StubEhr().taking(SmartStub.TOKEN);
    private Tenants before;

    @Autowired
    LaunchPageIT(CurrentTenants tenants) {
        this.tenants = tenants;
        this.before = tenants.get();
    }

    @BeforeEach
    void register() {
        before = tenants.get();
        tenants.replace(ExampleTenants.launching("us", "en", ehr.base()));
    }

    @AfterEach
    void restore() {
        tenants.replace(before);
        ehr.close();
    }

    private String launch(String iss) {
        return "/launch?launch=opaque-launch&iss=" + URLEncoder.encode(iss, StandardCharsets.UTF_8);
    }

    private String origin() {
        return ehr.base().replaceAll("/fhir$", "");
    }

    /** The form page is another test's: here any page stands in its place. */
    private Page launched(Screen screen, String language, Visitor visitor) {
        Page page = visitor.mayCall(origin()).open(screen, language, "/");
        page.route(
                "**/forms/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!DOCTYPE html><html lang=\"en\"><title>form</title><h1>form</h1></html>")));
        page.navigate(visitor.origin() + launch(ehr.base()));
        return page;
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,en", "PHONE,es"})
    void bringsTheClinicianToTheFormWithThePatient(Screen screen, String language, Visitor visitor) {
        ehr.smart().with("appContext", "opaque-context");

        Page page = launched(screen, language, visitor);

        page.waitForURL(FORM);
        assertThat(page.url())
                .contains("/forms/cervical-insufficiency-screening?")
                .endsWith("lang=" + language);
        assertThat(ehr.smart().refusals()).isEmpty();
        assertThat(ehr.smart().asked()).hasSize(1);
        Map<String, String> asked = ehr.smart().asked().get(0);
        assertThat(asked.get("scope"))
                .isEqualTo("launch openid fhirUser patient/Patient.r patient/Communication.rs patient/Condition.rs"
                        + " patient/Observation.rs patient/Procedure.rs patient/QuestionnaireResponse.rs"
                        + " patient/ServiceRequest.rs");
        assertThat(asked.get("redirect_uri")).isEqualTo(visitor.origin() + "/launch/return");
        assertThat(session(page))
                .containsEntry("iss", ehr.base())
                .containsEntry("patient", "p1")
                .containsEntry("encounter", "e1")
                .containsEntry("user", "Practitioner/dr-1")
                .containsEntry("tenant", "local")
                .containsEntry("appContext", "opaque-context")
                .containsEntry("token", SmartStub.TOKEN)
                .containsEntry("expired", false);
        assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(1);
        assertThat(populated(page)).isEqualTo("200 " + ehr.base() + "/Patient/p1");
        page.navigate(visitor.origin() + "/forms/x?patient=demo-bea");
        assertThat(session(page)).as("a form that was not launched").isNull();
    }

    @Test
    void opensTheFormThatTheCardNamed(Visitor visitor) {
        ehr.smart().with("appContext", "another-form");
        Page page = visitor.mayCall(origin()).open("/");
        // As on a server that has one more form; the page comes by a redirect, which no route sees.
        page.addInitScript("new MutationObserver(() => { const place = document.getElementById('launch');"
                + " if (place && !place.dataset.forms.startsWith('another-form '))"
                + " place.dataset.forms = 'another-form ' + place.dataset.forms; })"
                + ".observe(document, { childList: true, subtree: true });");
        page.route(
                "**/forms/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!DOCTYPE html><html lang=\"en\"><title>form</title><h1>form</h1></html>")));

        page.navigate(visitor.origin() + launch(ehr.base()));

        page.waitForURL(Pattern.compile(".*/forms/another-form\\?launch=[0-9a-f-]{36}&lang=en$"));
    }

    /** A patient of one test alone: the form that it stores is read in every later call about her. */
    private void openChartOf(String patient) throws IOException {
        JsonNode record = new ObjectMapper()
                .readTree(HookRequests.prefetchCall("cervical-insufficiency-patient-view", Vignettes.named("v02"))
                        .replace("vignette-v02", patient))
                .get("prefetch");
        assertThat(record.at("/patient/id").asText()).isEqualTo(patient);
        ehr.hold(record);
        ehr.smart().with("patient", patient);
    }

    private FormOnPage launchedForm(Screen screen, String language, Visitor visitor) {
        Page page = visitor.mayCall(origin()).open(screen, language, "/");
        page.navigate(visitor.origin() + launch(ehr.base()));
        page.waitForURL(FORM);
        return FormOnPage.on(page);
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,en", "PHONE,es"})
    void fillsTheFormForThePatientOfTheEhrAndStoresIt(Screen screen, String language, Visitor visitor)
            throws Exception {
        PageWords words = PageWords.in(language);
        openChartOf("launched-in-" + language);

        FormOnPage form = launchedForm(screen, language, visitor);

        assertThat(form.page().locator("html")).hasAttribute("lang", language);
        assertThat(form.notes("preg.edd"))
                .containsText(words.of("form.gestation", "").trim());
        assertThat(form.notes("preg.edd")).containsText(words.of("form.confirm"));
        visitor.checkAccessible(form.page());
        visitor.screenshot(form.page(), "launch-form-" + language + "-" + screen);
        form.button(words.of("form.submit")).click();
        form.button(words.of("form.confirm.all")).click();
        assertThat(form.result().locator("h2")).hasText(words.of("form.result.stored"), STORED);
        assertThat(form.result().locator(".form-tier")).hasText(words.either("High", "Alto"));
        visitor.checkAccessible(form.page());
        visitor.screenshot(form.page(), "launch-result-" + language + "-" + screen);
    }

    /** Answers stay on the page of a launch that has run out, and nothing is asked with its token any more. */
    @ParameterizedTest
    @CsvSource({"DESKTOP,en", "PHONE,es"})
    void saysThatALaunchHasRunOutAndKeepsTheAnswers(Screen screen, String language, Visitor visitor) throws Exception {
        PageWords words = PageWords.in(language);
        openChartOf("run-out-in-" + language);
        FormOnPage form = launchedForm(screen, language, visitor);
        form.type("preg.edd", "2026-11-20");
        form.page().evaluate("""
                const kept = JSON.parse(sessionStorage.getItem('screening.launch'));
                sessionStorage.setItem('screening.launch', JSON.stringify({ ...kept, expires: Date.now() - 1 }));
                """);
        int asked = ehr.seen().size();
        assertThat(form.page().locator("#form-note.problem")).hasText(words.of("form.failed.launch"));

        form.button(words.of("form.submit")).click();
        form.button(words.of("form.confirm.all")).click();

        assertThat(form.problems().locator("h2")).hasText(words.of("form.problems.refused"), STORED);
        assertThat(form.problems()).containsText(words.of("form.failed.launch"));
        assertThat(form.problems()).isFocused();
        assertThat(form.field("preg.edd")).hasValue("11/20/2026");
        assertThat(ehr.seen()).hasSize(asked);
        visitor.checkAccessible(form.page());
        visitor.screenshot(form.page(), "launch-run-out-" + language + "-" + screen);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> session(Page page) {
        return (Map<String, Object>)
                page.evaluate("import('/assets/launch/session.js').then(session => session.current())");
    }

    private static Object populated(Page page) {
        return page.evaluate("""
                import('/assets/launch/session.js').then(async (module) => {
                  const { iss, patient, token } = module.current();
                  const answer = await fetch('/launched/populate', {
                    method: 'POST', body: JSON.stringify({ iss, patient }),
                    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + token },
                  });
                  return answer.status + ' ' + (await answer.json()).subject?.reference;
                })""");
    }

    @ParameterizedTest
    @CsvSource({
        "DESKTOP,en,This EHR is not registered here",
        "PHONE,es,Esta historia clínica electrónica no está registrada aquí"
    })
    void asksNobodyWhoIsNotRegistered(Screen screen, String language, String sentence, Visitor visitor) {
        try (StubEhr stranger = new StubEhr()) {
            Page page = visitor.expects(404).open(screen, language, launch(stranger.base()));

            assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .containsText(sentence);
            assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .containsText(stranger.base());
            assertThat(page.locator("h1")).hasText(PageWords.in(language).of("launch.failed"));
            visitor.checkAccessible(page);
            visitor.screenshot(page, "launch-unregistered-" + language + "-" + screen);
            assertThat(stranger.seen()).isEmpty();
        }
    }

    @Test
    void takesNoAnswerOfAnotherLaunch(Visitor visitor) {
        ehr.smart().spoilState();

        Page page = launched(Screen.DESKTOP, "en", visitor);

        assertThat(page.locator("#sentence")).containsText("does not belong to a form that was started in this tab");
        assertThat(ehr.seen()).noneMatch(seen -> seen.uri().startsWith("/auth/token"));
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void explainsALaunchWithoutAPatient(Visitor visitor) {
        ehr.smart().with("patient", "");

        Page page = launched(Screen.PHONE, "es", visitor);

        assertThat(page.locator("#sentence")).containsText("sin paciente");
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
        visitor.checkAccessible(page);
        visitor.screenshot(page, "launch-without-patient-es");
    }

    @Test
    void explainsAnAddressThatNobodyLaunched(Visitor visitor) {
        Page page = visitor.open("/launch");

        assertThat(page.locator("#sentence")).containsText("opened by an EHR");
    }
}
