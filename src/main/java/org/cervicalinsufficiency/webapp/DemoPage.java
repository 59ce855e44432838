package org.cervicalinsufficiency.webapp;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /demo}: an invented patient's chart, real hook calls, and the cards as an EHR shows them. Not in production. */
@Controller
@Profile("!production")
final class DemoPage {

    private final ObjectProvider<SamplePatients> patients;
    private final PageTexts texts;
    private final DemoDay day;

    DemoPage(ObjectProvider<SamplePatients> patients, PageTexts texts, DemoDay day) {
        this.patients = patients;
        this.texts = texts;
        this.day = day;
    }

    @GetMapping(path = "/demo", produces = MediaType.TEXT_HTML_VALUE)
    String show(Locale language, Model page) {
        SamplePatients samples = patients.getIfAvailable(() -> anyLanguage -> List.of());
        page.addAttribute("patients", samples.all(language));
        page.addAttribute("form", FormPage.PATH);
        page.addAttribute("today", day.today().toString());
        page.addAttribute("texts", texts.of("demo", language));
        page.addAttribute(WebLibraries.ATTRIBUTE, WebLibraries.MARKDOWN);
        return "demo";
    }
}
