package org.cervicalinsufficiency.webapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The OpenAPI description, for programs and for people. */
@Controller
final class OpenApiPage {

    private final List<OpenApiGroup> groups;
    private final byte[] bytes;

    OpenApiPage(ObjectMapper json) throws JsonProcessingException {
        ObjectNode document = new OpenApiDocument().read();
        this.groups = OpenApiGroup.of(document);
        this.bytes = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> document() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(bytes);
    }

    @GetMapping(path = "/openapi", produces = MediaType.TEXT_HTML_VALUE)
    String show(Model page) {
        page.addAttribute("groups", groups);
        return "openapi";
    }
}
