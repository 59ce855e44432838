package org.cervicalinsufficiency.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The whole way through the form, at each width and in each language: prefilled, handed in with a mistake, the problem read
 * beside its item, mended, handed in again, the assessment read.
 */
@BrowserTest
class FormWalkIT {

    private static final String EDD = "preg.edd";
    private static final String MEASURED = "cx.length-date";

    /** A form is read, checked, stored and assessed before the page says so. */
    private static final LocatorAssertions.HasTextOptions PATIENT =
            new LocatorAssertions.HasTextOptions().setTimeout(30_000);

    private final FhirHttp http;
    private final SampleBea bea;

    @Autowired
    FormWalkIT(FhirHttp http, FhirContext fhir) {
        this.http = http;
        this.bea = new SampleBea(http, fhir);
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,en", "PHONE,en", "DESKTOP,es", "PHONE,es"})
    void saysWhatIsWrongBesideTheItemAndThenShowsTheAssessment(Screen screen, String language, Visitor visitor) {
        PageWords words = PageWords.in(language);
        String at = "-" + language + "-" + screen;
        String patient = bea.stored();
        FormOnPage form = FormOnPage.open(visitor.expects(422), screen, language, patient);
        isPrefilled(form, words);
        visitor.checkAccessible(form.page());
        visitor.screenshot(form.page(), "form-prefilled" + at);

        form.type(MEASURED, "2026-12-01");
        assertThat(form.notes(MEASURED))
                .containsText(words.either("Tuesday, December 1, 2026", "martes, 1 de diciembre de 2026"));
        form.button(words.of("form.submit")).click();
        assertThat(form.page().locator("#form-confirm h2")).hasText(words.like("form.confirm.title"));
        form.button(words.of("form.confirm.all")).click();
        isRefused(form, words, patient);
        visitor.checkAccessible(form.page());
        visitor.screenshot(form.page(), "form-problem" + at);

        form.problems().locator("a").click();
        assertThat(form.field(MEASURED)).isFocused();
        form.type(MEASURED, "2026-06-15");
        assertThat(form.notes(MEASURED).locator(".form-problem")).hasCount(0);
        form.notes(MEASURED).getByText(words.of("form.confirm")).click();
        form.button(words.of("form.submit")).click();

        assertThat(form.result().locator("h2")).hasText(words.of("form.result.stored"), PATIENT);
        assertThat(form.result().locator("h2")).isFocused();
        assertThat(form.result().locator(".form-tier")).hasText(words.either("High", "Alto"));
        assertThat(form.result().locator(".card .indicator").first()).hasText(words.of("shared.card.warning"));
        assertThat(form.result().locator(".card .markdown li").first()).isVisible();
        visitor.checkAccessible(form.page());
        visitor.screenshot(form.page(), "form-result" + at);
        assertThat(form.page().evaluate("sessionStorage.length")).isEqualTo(0);
        isStored(patient);
    }

    private static void isPrefilled(FormOnPage form, PageWords words) {
        assertThat(form.notes(EDD))
                .containsText(words.either(
                        "Monday, November 16, 2026 · gestation today 18 weeks + 0 days",
                        "lunes, 16 de noviembre de 2026 · edad gestacional de hoy: 18 semanas + 0 días"));
        assertThat(form.notes(EDD))
                .containsText(words.of(
                        "form.source.dated",
                        words.of("form.source.Observation"),
                        words.either("Monday, June 1, 2026", "lunes, 1 de junio de 2026")));
    }

    private void isRefused(FormOnPage form, PageWords words, String patient) {
        String sentence = words.either("later than the day", "posterior al día");
        assertThat(form.problems().locator("h2")).hasText(words.of("form.problems.one"), PATIENT);
        assertThat(form.problems()).isFocused();
        assertThat(form.problems().locator("li")).hasCount(1);
        assertThat(form.problems().locator("li")).containsText(sentence);
        assertThat(form.notes(MEASURED).locator(".form-problem")).containsText(sentence);
        assertThat(bea.forms(patient)).hasSize(1);
    }

    private void isStored(String patient) {
        List<QuestionnaireResponse> all = bea.forms(patient);
        assertThat(all).hasSize(2);
        QuestionnaireResponse mine = all.get(1);
        assertThat(mine.getMeta().getProfile()).isEmpty();
        assertThat(mine.getAuthoredElement().getValueAsString()).startsWith("2026-06-15");
        QuestionnaireResponseItemComponent edd = mine.getItem().get(0).getItem().stream()
                .filter(item -> item.getLinkId().equals(EDD))
                .findFirst()
                .orElseThrow();
        assertThat(((DateType) edd.getAnswerFirstRep().getValue()).getValueAsString())
                .isEqualTo("2026-11-16");
        assertThat(edd.getAnswerFirstRep().getExtensionFirstRep().getUrl()).endsWith("/answer-source");
        List<RiskAssessment> assessments =
                http.get("RiskAssessment?subject=Patient/" + patient).as(Bundle.class).getEntry().stream()
                        .map(entry -> (RiskAssessment) entry.getResource())
                        .filter(each -> each.getBasis().stream()
                                .anyMatch(basis -> basis.getReference()
                                        .equals("QuestionnaireResponse/"
                                                + mine.getIdElement().getIdPart())))
                        .toList();
        assertThat(assessments).isNotEmpty();
    }
}
