package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.CardReport;
import org.cervicalinsufficiency.feedback.CardReports;
import org.cervicalinsufficiency.feedback.ReportAccess;
import org.cervicalinsufficiency.feedback.ReportAccess.Verdict;
import org.cervicalinsufficiency.json.OutcomeBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What became of the cards, for the operator: {@code GET /reports/cards?from=2026-06-01&to=2026-06-30&service=...}, as JSON
 * or, with {@code Accept: text/csv} or {@code format=csv}, as CSV. It holds counts only.
 */
@RestController
final class ReportController {

    private static final Logger LOG = LoggerFactory.getLogger(ReportController.class);
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final CardReports reports;
    private final ReportDoor door;
    private final ReportPeriods periods;

    ReportController(CardReports reports, ReportDoor door, ReportPeriods periods) {
        this.reports = reports;
        this.door = door;
        this.periods = periods;
    }

    /** Counts the cards of a period, both days included; without a period, of the last thirty days. */
    @GetMapping("/reports/cards")
    ResponseEntity<byte[]> cards(HttpServletRequest request) {
        Verdict verdict = door.verdict(authorization(request), request.getRemoteAddr());
        if (verdict.kind() != ReportAccess.Kind.GRANTED) {
            return refused(verdict.kind());
        }
        ReportPeriods.Period period;
        try {
            period = periods.of(request.getParameter("from"), request.getParameter("to"));
        } catch (IllegalArgumentException wrong) {
            return refusal(HttpStatus.BAD_REQUEST, "value", String.valueOf(wrong.getMessage()));
        }
        Optional<String> service =
                Optional.ofNullable(request.getParameter("service")).filter(id -> !id.isBlank());
        CardReport report = reports.of(periods.question(period, service, verdict.tenant()));
        return isCsv(request)
                ? answer(HttpStatus.OK, CSV, ReportCsv.of(report))
                : answer(HttpStatus.OK, MediaType.APPLICATION_JSON, ReportJson.of(report, period));
    }

    /** Several headers say nothing: it is not known which of them a verifier would see. */
    private static Optional<String> authorization(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return headers.size() == 1 ? Optional.of(headers.get(0)) : Optional.empty();
    }

    private static boolean isCsv(HttpServletRequest request) {
        String format = request.getParameter("format");
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        return format == null ? accept.contains("text/csv") : format.equals("csv");
    }

    private static ResponseEntity<byte[]> refused(ReportAccess.Kind kind) {
        LOG.info("report refused: {}", kind);
        return kind == ReportAccess.Kind.UNKNOWN_CALLER
                ? ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(OutcomeBody.of("login", "Send the access token of an operator."))
                : refusal(HttpStatus.FORBIDDEN, "forbidden", "Only an operator may read this report.");
    }

    private static ResponseEntity<byte[]> refusal(HttpStatus status, String code, String sentence) {
        return answer(status, MediaType.APPLICATION_JSON, OutcomeBody.of(code, sentence));
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, MediaType type, byte[] body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .contentType(type)
                .body(body);
    }
}
