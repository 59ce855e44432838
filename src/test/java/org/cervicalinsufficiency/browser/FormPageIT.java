package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.FhirHttp;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The form as a clinician fills it in: prefilled, with mistakes, by hand, in both languages, at both widths. */
@BrowserTest
class FormPageIT {

    private static final String EDD = "preg.edd";

    /** A form is read, checked, stored and assessed before the page says so. */
    private static final LocatorAssertions.HasTextOptions PATIENT =
            new LocatorAssertions.HasTextOptions().setTimeout(30_000);

    @Autowired
    private FhirHttp http;

    @Autowired
    private FhirContext fhir;

    private String bea() {
        return new SampleBea(http, fhir).stored();
    }

    @Test
    void takesNoDateTheWrongWay(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.DESKTOP, "en", bea());

        form.type(EDD, "2026-12-24");
        assertThat(form.field(EDD)).hasValue("12/24/2026");
        assertThat(form.notes(EDD)).containsText("Thursday, December 24, 2026 · gestation today 12 weeks + 4 days");
        form.type(EDD, "24/12/2026");
        assertThat(form.notes(EDD)).containsText("Thursday, December 24, 2026");

        form.type(EDD, "10/11/2026");
        assertThat(form.notes(EDD)).containsText("“10/11/2026” can mean two days. Which one is it?");
        assertThat(form.field("preg.ga")).hasValue("");
        assertThat(form.notes("preg.ga")).containsText("not worked out while it is open which day is meant");
        form.button("Check without storing").click();
        assertThat(form.problems()).containsText("can mean two days");
        staysAQuestion(form);
        form.button("Tuesday, November 10, 2026").click();
        assertThat(form.field(EDD)).hasValue("11/10/2026");
        assertThat(form.notes(EDD)).containsText("Tuesday, November 10, 2026 · gestation today 18 weeks + 6 days");
        assertThat(form.field("preg.ga")).hasValue("132");

        form.type(EDD, "13/40/2026");
        assertThat(form.notes(EDD)).containsText("You typed “13/40/2026”. That is not a date, so no date was taken.");
        assertThat(form.field(EDD)).hasValue("");
        form.button("Submit and store").click();
        assertThat(form.problems().locator("li")).hasCount(1);
        form.button("Leave it empty").click();
        assertThat(form.notes(EDD)).containsText("No date taken.");
    }

    /** Neither a reload nor the other language nor a detour answers which of two days is meant. */
    private void staysAQuestion(FormOnPage form) {
        form.page().reload();
        form.drawn();
        assertThat(form.notes(EDD)).containsText("“10/11/2026” can mean two days. Which one is it?");
        form.button("Submit and store").click();
        assertThat(form.problems()).containsText("can mean two days");
        form.speak("es");
        assertThat(form.notes(EDD)).containsText("«10/11/2026» puede significar dos días. ¿Cuál es?");
        form.button("Comprobar sin guardar").click();
        assertThat(form.problems()).containsText("puede significar dos días");
        form.speak("en");
        form.choose("preg.status", "Not pregnant");
        assertThat(form.item(EDD)).hasCount(0);
        form.choose("preg.status", "Pregnant");
        assertThat(form.notes(EDD)).containsText("“10/11/2026” can mean two days. Which one is it?");
    }

    @Test
    void letsNoFormerGestationStandUnderANewDate(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor.expects(503), Screen.DESKTOP, "en", bea());
        assertThat(form.field("preg.ga")).hasValue("126");
        AtomicBoolean away = new AtomicBoolean(true);
        form.page().route("**/calculated", route -> {
            if (away.get()) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", "1")));
            } else {
                route.fallback();
            }
        });

        form.type(EDD, "2026-12-24");

        assertThat(form.notes(EDD).locator(".form-date")).hasText("Thursday, December 24, 2026");
        assertThat(form.field("preg.ga")).hasValue("");
        assertThat(form.notes("preg.ga")).hasText("being worked out …");
        away.set(false);
        assertThat(form.notes(EDD)).containsText("gestation today 12 weeks + 4 days");
        assertThat(form.field("preg.ga")).hasValue("88");
    }

    /** After a few refusals the page stops asking by itself, says so, and asks again at a button. */
    @Test
    void asksAgainForTheGestationWhenToldTo(Visitor visitor) {
        PageWords words = PageWords.in("es");
        FormOnPage form = FormOnPage.open(visitor.expects(503), Screen.PHONE, "es", bea());
        form.page()
                .route(
                        "**/calculated",
                        route -> route.fulfill(
                                new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", "0"))));

        form.type(EDD, "2026-12-24");

        Locator again = form.notes("preg.ga")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words.of("form.gestation.again")));
        again.waitFor();
        assertThat(form.notes("preg.ga")).containsText(words.of("form.gestation.failed"));
        assertThat(form.notes(EDD))
                .not()
                .containsText(words.of("form.gestation", "").trim());
        visitor.checkAccessible(form.page());
        visitor.screenshot(form.page(), "form-no-gestation-es-PHONE");
        form.page().unroute("**/calculated");
        again.click();
        assertThat(form.field("preg.ga")).hasValue("88");
        assertThat(form.notes("preg.ga")).hasText(words.of("shared.weeks", 12, 4));
    }

    @Test
    void saysInItsOwnWordsWhyTheServerDidNotAnswer(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor.expects(400).expects(429).expects(503), Screen.DESKTOP, "es", bea());
        form.page().route("**/$assess", route -> route.fulfill(refusal(429, "Too many calls.")));

        form.button("Comprobar sin guardar").click();

        assertThat(form.problems().locator("h2")).hasText("Ahora no se ha podido hacer", PATIENT);
        assertThat(form.problems().locator("li").first()).containsText("El servidor está ocupado.");
        assertThat(form.problems().locator("li").last()).hasText("Too many calls.");
        assertThat(form.problems().locator("li").last().locator("span")).hasAttribute("lang", "en");
        form.page().route("**/$assess", route -> route.fulfill(refusal(400, "response: holds too much.")));
        form.button("Comprobar sin guardar").click();
        assertThat(form.problems().locator("li").first())
                .hasText("El servidor lo ha rechazado con el estado 400. Sus respuestas siguen aquí.", PATIENT);
        assertThat(form.problems().locator("li").last()).hasText("response: holds too much.");
        assertThat(form.problems().locator("h2")).hasText("Ahora no se ha podido hacer");
        form.page().route("**/$assess", route -> route.fulfill(refusal(503, "Busy.")));
        form.button("Enviar y guardar").click();
        form.button("Todas son correctas: confirmar y guardar").click();
        assertThat(form.result().locator("h2")).hasText("Guardado y valorado", PATIENT);
        assertThat(form.result()).containsText("ahora no se puede mostrar la valoración");
        assertThat(form.result()).not().containsText("no se han podido valorar");
    }

    private static Route.FulfillOptions refusal(int status, String sentence) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/fhir+json")
                .setBody("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                        + "\"code\":\"transient\",\"diagnostics\":\"" + sentence + "\"}]}");
    }

    @Test
    void keepsNothingForWhoeverComesNext(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.DESKTOP, "en", "");
        form.choose("preg.status", "Pregnant");
        form.type(EDD, "2026-11-16");
        assertThat(form.notes(EDD)).containsText("November 16, 2026");
        form.speak("es");
        assertThat(form.field(EDD)).hasValue("11/16/2026");
        form.page().reload();
        form.drawn();
        assertThat(form.field(EDD)).hasValue("11/16/2026");

        form.page().navigate(visitor.origin() + FormOnPage.PATH + "?lang=en");
        form.drawn();
        assertThat(form.page().locator("#form-note")).isHidden();
        assertThat(form.page().evaluate("sessionStorage.length")).isEqualTo(0);

        form.choose("preg.status", "Pregnant");
        form.page().locator("#form-draft").waitFor();
        form.page().navigate(visitor.origin() + FormOnPage.PATH + "?patient=" + bea());
        form.drawn();
        assertThat(form.page().evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void saysThatItIsForTheEhrWhereNobodyMayCheck(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.DESKTOP, "en", "");
        form.page().route("**" + FormOnPage.PATH, route -> {
            var answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replace("id=\"form-host\"", "id=\"form-host\" data-closed=\"\"")));
        });

        form.page().reload();
        form.drawn();

        assertThat(form.page().locator("#form-person")).containsText("works only when it is opened from the EHR");
        assertThat(form.button("Check without storing")).hasCount(0);
        assertThat(form.button("Submit and store")).hasCount(0);
    }

    @Test
    void keepsOptionsApartAndAsksWhatFollows(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.DESKTOP, "en", bea());
        assertThat(form.item("sym.movements")).hasCount(0);

        form.choose("preg.now-problem", "Bleeding now");
        form.choose("preg.now-problem", "Low-lying placenta");
        assertThat(form.item("preg.now-problem").locator("input:checked")).hasCount(2);
        form.choose("preg.now-problem", "None");
        assertThat(form.item("preg.now-problem").locator("input:checked")).hasCount(1);
        form.choose("preg.now-problem", "Bleeding now");
        assertThat(form.item("preg.now-problem").locator(".ant-checkbox-wrapper-checked"))
                .hasText("Bleeding now");

        form.type(EDD, "2026-08-20");
        assertThat(form.field("preg.ga")).hasValue("214");
        assertThat(form.item("sym.movements")).isVisible();
        form.type("cx.length", "2,2");
        assertThat(form.field("cx.length")).hasValue("2.2");
        form.type("cx.length", "long");
        assertThat(form.notes("cx.length")).containsText("You typed “long”.");
        form.choose("preg.status", "Not pregnant");
        assertThat(form.item(EDD)).hasCount(0);
        assertThat(form.item("next")).isVisible();
    }

    @Test
    void keepsADraftOverAReload(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.DESKTOP, "en", bea());
        form.type(EDD, "2026-11-20");
        form.choose("sym.backache", "Yes");
        form.type("cx.length-date", "soon");
        assertThat(form.notes("cx.length-date")).containsText("You typed “soon”.");
        assertThat(form.page().locator("#form-draft")).isVisible();

        form.page().reload();
        form.drawn();
        assertThat(form.page().locator("#form-note")).containsText("Your answers from before the reload are back.");
        assertThat(form.field(EDD)).hasValue("11/20/2026");
        assertThat(form.item("sym.backache").locator(".ant-radio-wrapper-checked"))
                .hasText("Yes");
        assertThat(form.notes("cx.length-date")).containsText("You typed “soon”.");
        assertThat(form.notes(EDD)).containsText("It was: Monday, November 16, 2026.");

        form.button("Discard the draft and start again").click();
        form.page().locator("#form-note").getByText("answers were filled in").waitFor();
        form.drawn();
        assertThat(form.field(EDD)).hasValue("11/16/2026");
    }

    @Test
    void speaksSpanishOnAPhone(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.PHONE, "es", bea());

        assertThat(form.page().locator("h1")).hasText("Cribado de la insuficiencia cervical");
        assertThat(form.notes(EDD))
                .containsText("lunes, 16 de noviembre de 2026 · edad gestacional de hoy: 18 semanas + 0 días");
        assertThat(form.field(EDD)).hasAttribute("placeholder", "MM/DD/AAAA o AAAA-MM-DD");
        assertThat((String) form.page().locator("main").innerText())
                .doesNotContainPattern(Pattern.compile("\\b(Yes|Don't know|Confirmed|Select|Type a|Unit)\\b"));
        form.button("Comprobar sin guardar").click();
        assertThat(form.result().locator("h2")).hasText("Comprobado, sin guardar", PATIENT);
        assertThat(form.result().locator(".card .links a").first()).isAttached();
        assertThat(form.result().locator(".card .links a").allTextContents())
                .as("links by their names")
                .noneMatch(name -> name.contains("://"));
        assertThat(form.result().locator(".form-tier")).hasText("Alto");
        visitor.screenshot(form.page(), "form-checked-es-PHONE");
    }

    /** Beside the question that comes first, and beside its own as soon as that is asked; nothing is chosen. */
    @Test
    void showsHintsAndChoosesNothingBecauseOfThem(Visitor visitor) {
        String patient = http.post("Patient", new Patient())
                .as(Patient.class)
                .getIdElement()
                .getIdPart();
        Condition hint = new Condition().setSubject(new Reference("Patient/" + patient));
        hint.getCode().addCoding(new Coding("http://hl7.org/fhir/sid/icd-10-cm", "O26.20", null));
        hint.setRecordedDateElement(new DateTimeType("2026-05-18"));
        assertThat(http.post("Condition", hint).status()).isEqualTo(201);
        String words = "The record hints at this and does not answer it: history of pregnancy loss coded: the gestation"
                + " is unknown. From: diagnosis in the record, Monday, May 18, 2026.";

        FormOnPage form = FormOnPage.open(visitor, Screen.DESKTOP, "en", patient);

        assertThat(form.notes("ob.any").locator(".form-hint")).containsText(words);
        assertThat(form.item("ob.any").locator(".ant-radio-wrapper-checked")).hasCount(0);
        form.choose("ob.any", "Yes");
        assertThat(form.notes("ob.loss2t").locator(".form-hint")).containsText(words);
        assertThat(form.item("ob.loss2t").locator(".ant-radio-wrapper-checked")).hasCount(0);
        visitor.checkAccessible(form.page());
    }

    @Test
    void canBeCheckedWithoutAPatient(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.PHONE, "en", "");
        assertThat(form.page().locator("#form-person")).containsText("nothing is stored without a patient");
        assertThat(form.button("Submit and store")).hasCount(0);

        form.button("Check without storing").click();
        assertThat(form.problems()).containsText("Is the person pregnant now?: This question must be answered.");
        form.choose("preg.status", "Pregnant");
        form.type(EDD, "2026-11-16");
        form.button("Check without storing").click();
        assertThat(form.result().locator("h2")).hasText("Checked, not stored", PATIENT);
        assertThat(form.result()).containsText("The record was not seen");
    }

    @Test
    void drawsTheStoredFormAsIntegratorsGetIt(Visitor visitor) {
        FormOnPage form = FormOnPage.open(visitor, Screen.DESKTOP, "en", "");

        form.page()
                .evaluate("async () => { const form = await (await"
                        + " fetch('/fhir/Questionnaire/cervical-insufficiency-screening')).json(); await"
                        + " LForms.Util.addFormToPage(form, 'form-host', {fhirVersion: 'R4'}); }");

        form.choose("preg.status", "Pregnant");
        assertThat(form.item(EDD)).containsText("Best agreed due date");
    }
}
