package org.cervicalinsufficiency.webapp;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: what this server is and where to go. Invented patients are offered where there are any. */
@Controller
final class StartPage {

    private final Contents contents;
    private final ObjectProvider<SamplePatients> patients;

    StartPage(Contents contents, ObjectProvider<SamplePatients> patients) {
        this.contents = contents;
        this.patients = patients;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String show(Locale language, Model page) {
        SamplePatients samples = patients.getIfAvailable(() -> anyLanguage -> List.of());
        page.addAttribute("forms", contents.forms(language))
                .addAttribute("leaflets", contents.leaflets(language))
                .addAttribute("patients", samples.all(language));
        return "start";
    }
}
