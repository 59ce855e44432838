package org.cervicalinsufficiency.webapp;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers what the container forwards to the error page, in place of Spring's own JSON and HTML. */
@Controller
final class ErrorAnswers implements ErrorController {

    /** What programs call: they get an outcome, whatever they accept. */
    private static final Pattern INTERFACE = Pattern.compile("/(cds-services|fhir|reports|actuator)(/.*)?");

    /**
     * The answer for the status of the failed request; who asks for the page itself finds nothing here. A person who came
     * by a wrong address gets a page.
     */
    @RequestMapping("${server.error.path:${error.path:/error}}")
    Object error(
            HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Object found = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = found instanceof Integer number ? number : HttpStatus.NOT_FOUND.value();
        if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE) && isPage(request)) {
            boolean failed = status != HttpStatus.NOT_FOUND.value();
            return new ModelAndView("problem", Map.of("failed", failed), HttpStatusCode.valueOf(status));
        }
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(PlainOutcome.of(status));
    }

    private static boolean isPage(HttpServletRequest request) {
        Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return address instanceof String path && !INTERFACE.matcher(path).matches();
    }
}
