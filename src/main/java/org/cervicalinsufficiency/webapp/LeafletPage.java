package org.cervicalinsufficiency.webapp;

import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** {@code /leaflets/{topic}}: a sheet for patients, to read or to print. It needs no script. */
@Controller
final class LeafletPage {

    private final Contents contents;
    private final Phones phones;

    LeafletPage(Contents contents, CurrentTenants tenants, MessageSource texts) {
        this.contents = contents;
        this.phones = new Phones(tenants, texts);
    }

    @GetMapping(path = "/leaflets/{topic}", produces = MediaType.TEXT_HTML_VALUE)
    String show(@PathVariable String topic, @RequestParam Optional<String> tenant, Locale language, Model page) {
        Contents.Sheet sheet = contents.leaflet(topic, language)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such leaflet."));
        page.addAttribute("sheet", sheet)
                .addAttribute("html", SheetHtml.of(sheet.markdown()))
                .addAttribute("phones", phones.of(tenant, language));
        return "leaflet";
    }
}
