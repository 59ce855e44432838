package org.cervicalinsufficiency.webapp;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: what this server is and where to go. */
@Controller
final class StartPage {

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String show() {
        return "start";
    }
}
