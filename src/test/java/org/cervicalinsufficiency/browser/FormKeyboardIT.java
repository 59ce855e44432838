package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The form without a mouse and without sight: Tab, arrows, Space and Enter, and what a screen reader is told. */
@BrowserTest
class FormKeyboardIT {

    private static final String STATUS = "preg.status";
    private static final String EDD = "preg.edd";

    private static final LocatorAssertions.HasTextOptions PATIENT =
            new LocatorAssertions.HasTextOptions().setTimeout(30_000);

    /** Names and descriptions that point to nothing are read as nothing. */
    private static final String LOOSE = """
            () => [...document.querySelectorAll('main [aria-describedby], main [aria-labelledby]')]
              .flatMap(node => ['aria-describedby', 'aria-labelledby'].flatMap(name =>
                (node.getAttribute(name) ?? '').split(/ +/).filter(id => id && !document.getElementById(id))
                  .map(id => `${name}=${id} in ${node.outerHTML.slice(0, 120)}`)))""";

    private final FhirHttp http;

    @Autowired
    FormKeyboardIT(FhirHttp http) {
        this.http = http;
    }

    private String patient(String language) {
        Patient patient = new Patient();
        patient.setId("keyboard-" + language);
        patient.addName().setFamily("Example-Patient").addGiven("Kim");
        assertThat(http.put("Patient/keyboard-" + language, patient).status()).isIn(200, 201);
        return "keyboard-" + language;
    }

    private static Locator option(FormOnPage form, String linkId, AriaRole role, String name) {
        return form.item(linkId)
                .getByRole(role, new GetByRoleOptions().setName(name).setExact(false))
                .first();
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,en", "PHONE,es"})
    void isFilledAndHandedInWithKeysAlone(Screen screen, String language, Visitor visitor) {
        PageWords words = PageWords.in(language);
        FormOnPage form = FormOnPage.open(visitor, screen, language, patient(language));
        Keys keys = new Keys(form.page());

        keys.tabTo(form.page().locator(".skip"));
        keys.tabTo(form.button(words.of("form.submit")));
        keys.press("Enter");
        toldAt(form, words);
        keys.press("Tab", "Enter");
        assertThat(option(form, STATUS, AriaRole.RADIO, words.either("Pregnant", "Embarazada")))
                .isFocused();

        keys.press("Space");
        assertThat(option(form, STATUS, AriaRole.RADIO, words.either("Pregnant", "Embarazada")))
                .isChecked();
        assertThat(form.notes(STATUS).locator(".form-problem")).hasCount(0);
        keys.tabTo(form.field(EDD));
        keys.type("2026-11-16");
        keys.press("Tab");
        assertThat(form.notes(EDD)).containsText(words.of("shared.weeks", 18, 0));
        assertThat(form.field(EDD))
                .hasAccessibleName(java.util.regex.Pattern.compile(
                        words.either("Best agreed due date", "Fecha probable de parto más fiable") + ".*"));
        assertThat(form.field(EDD))
                .hasAccessibleDescription(java.util.regex.Pattern.compile(
                        ".*" + words.either("November 16, 2026", "16 de noviembre de 2026") + ".*"));
        keys.tabTo(option(form, "preg.now-problem", AriaRole.CHECKBOX, words.either("None", "Ninguna")));
        keys.press("Space");
        assertThat(form.item("preg.now-problem").locator("input:checked")).hasCount(1);
        arrows(form, keys, words);
        assertThat((List<?>) form.page().evaluate(LOOSE)).isEmpty();

        keys.tabTo(form.button(words.of("form.submit")));
        keys.press("Enter");
        assertThat(form.result().locator("h2")).hasText(words.of("form.result.stored"), PATIENT);
        assertThat(form.result().locator("h2")).isFocused();
    }

    /** The list of problems has the focus and names the item; the item is marked and described by its problem. */
    private static void toldAt(FormOnPage form, PageWords words) {
        assertThat(form.problems()).isFocused();
        assertThat(form.problems()).hasAttribute("role", "alert");
        assertThat(form.problems().locator("a"))
                .hasText(words.either("Is the person pregnant now?", "¿Está embarazada la persona en este momento?"));
        Locator group = form.item(STATUS).getByRole(AriaRole.RADIOGROUP);
        assertThat(group).hasAttribute("aria-invalid", "true");
        assertThat(group).hasAccessibleDescription(words.of("form.required"));
        assertThat(group)
                .hasAccessibleName(
                        java.util.regex.Pattern.compile(words.either("Is the person", "¿Está embarazada") + ".*"));
        assertThat((List<?>) form.page().evaluate(LOOSE)).isEmpty();
    }

    /** Arrows go through the options of one question. */
    private static void arrows(FormOnPage form, Keys keys, PageWords words) {
        Locator yes = option(form, "sym.backache", AriaRole.RADIO, words.either("Yes", "Sí"));
        keys.tabTo(yes);
        keys.press("Space", "ArrowDown");
        assertThat(option(form, "sym.backache", AriaRole.RADIO, "No")).isChecked();
        keys.press("ArrowUp");
        assertThat(yes).isChecked();
        assertThat(yes).isFocused();
    }
}
