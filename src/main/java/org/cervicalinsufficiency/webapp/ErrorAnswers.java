package org.cervicalinsufficiency.webapp;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers what the container forwards to the error page, in place of Spring's own JSON and HTML. */
@Controller
final class ErrorAnswers implements ErrorController {

    /** A page for a person who came by a wrong address. */
    @RequestMapping(path = "${server.error.path:${error.path:/error}}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request) {
        int status = status(request);
        return new ModelAndView(
                "problem", Map.of("found", status != HttpStatus.NOT_FOUND.value()), HttpStatusCode.valueOf(status));
    }

    /** The outcome for the status of the failed request; who asks for the page itself finds nothing here. */
    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        int status = status(request);
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(PlainOutcome.of(status));
    }

    private static int status(HttpServletRequest request) {
        Object found = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return found instanceof Integer number ? number : HttpStatus.NOT_FOUND.value();
    }
}
