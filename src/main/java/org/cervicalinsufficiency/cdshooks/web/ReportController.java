package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.CardReport;
import org.cervicalinsufficiency.feedback.CardReports;
import org.cervicalinsufficiency.feedback.ReportAccess.Verdict;
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

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final CardReports reports;
    private final ReportDesk desk;
    private final ReportPeriods periods;

    ReportController(CardReports reports, ReportDesk desk, ReportPeriods periods) {
        this.reports = reports;
        this.desk = desk;
        this.periods = periods;
    }

    /** Counts the cards of a period, both days included; without a period, of the last thirty days. */
    @GetMapping("/reports/cards")
    ResponseEntity<byte[]> cards(HttpServletRequest request) {
        return desk.answer(request, (reader, period) -> cards(request, reader, period));
    }

    private ResponseEntity<byte[]> cards(HttpServletRequest request, Verdict reader, ReportPeriods.Period period) {
        Optional<String> service =
                Optional.ofNullable(request.getParameter("service")).filter(id -> !id.isBlank());
        CardReport report = reports.of(periods.question(period, service, reader.tenant()));
        return isCsv(request)
                ? ReportAnswers.answer(HttpStatus.OK, CSV, ReportCsv.of(report))
                : ReportAnswers.answer(HttpStatus.OK, MediaType.APPLICATION_JSON, ReportJson.of(report, period));
    }

    private static boolean isCsv(HttpServletRequest request) {
        String format = request.getParameter("format");
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        return format == null ? accept.contains("text/csv") : format.equals("csv");
    }
}
