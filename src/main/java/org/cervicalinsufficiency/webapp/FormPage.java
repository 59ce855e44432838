package org.cervicalinsufficiency.webapp;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The screening form as a page. The page and the form are open to everybody; what is known about a patient, and what
 * becomes of the answers, is asked of the interfaces that know who calls.
 */
@Controller
@RequestMapping(FormPage.PATH)
final class FormPage {

    /** Address of the page. */
    static final String PATH = "/forms/cervical-insufficiency-screening";

    private static final String FHIR_JSON = "application/fhir+json";
    private static final String AREA = "form";

    /** Calculations at the same time; a browser asks again. */
    private static final int AT_ONCE = 4;

    private final FormSource source;
    private final FormRenderer renderer;
    private final PageTexts texts;
    private final CurrentTenants tenants;
    private final Semaphore calculating = new Semaphore(AT_ONCE);

    FormPage(FormSource source, FormRenderer renderer, PageTexts texts, CurrentTenants tenants) {
        this.source = source;
        this.renderer = renderer;
        this.texts = texts;
        this.tenants = tenants;
    }

    /** The page; without a renderer or a form it says so, and where nobody checks without a login the form is closed. */
    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    String show(Locale language, Model page) {
        page.addAttribute(PagePolicy.OWN_STYLES, true);
        page.addAttribute(WebLibraries.ATTRIBUTE, WebLibraries.MARKDOWN);
        page.addAttribute("renderer", renderer.folder().orElse(""));
        page.addAttribute("formTitle", source.title(language).orElse(""));
        page.addAttribute("closed", tenants.get().authorizationServer().isPresent());
        page.addAttribute("texts", texts.of(AREA, language));
        return AREA;
    }

    /** The form ready to draw, in the language of the reader. */
    @GetMapping(
            path = "/questionnaire",
            produces = {FHIR_JSON, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<String> questionnaire(Locale language) {
        return source.inLanguage(language)
                .map(form -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache())
                        .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                        .header(HttpHeaders.CONTENT_LANGUAGE, form.language())
                        .body(form.json()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** What the form calculates from the answers so far. */
    @PostMapping(
            path = "/calculated",
            consumes = {FHIR_JSON, MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> calculated(@RequestBody String response) {
        if (!calculating.tryAcquire()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .build();
        }
        try {
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(source.calculated(response));
        } catch (IllegalArgumentException unreadable) {
            return ResponseEntity.unprocessableEntity().build();
        } finally {
            calculating.release();
        }
    }
}
