package org.cervicalinsufficiency.cdshooks.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.audit.RefusalReport;
import org.cervicalinsufficiency.feedback.CardReport;
import org.cervicalinsufficiency.feedback.ReportAccess.Kind;
import org.cervicalinsufficiency.feedback.ReportAccess.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Refused calls that are no tenant's, for the operator: {@code GET /reports/refusals?from=2026-06-01&to=2026-06-30}. It
 * holds counts and network addresses, and nothing of what was sent.
 */
@RestController
final class RefusalReportController {

    private final RefusalReport refusals;
    private final ReportDoor door;
    private final ReportPeriods periods;

    RefusalReportController(RefusalReport refusals, ReportDoor door, ReportPeriods periods) {
        this.refusals = refusals;
        this.door = door;
        this.periods = periods;
    }

    /** The refusals of a period, both days included; without a period, of the last thirty days. */
    @GetMapping("/reports/refusals")
    ResponseEntity<byte[]> refusals(HttpServletRequest request) {
        Verdict verdict = door.verdict(ReportAnswers.authorization(request), request.getRemoteAddr());
        if (verdict.kind() != Kind.GRANTED) {
            return ReportAnswers.refused(verdict, request);
        }
        ReportPeriods.Period period;
        try {
            period = periods.of(request.getParameter("from"), request.getParameter("to"));
        } catch (IllegalArgumentException wrong) {
            return ReportAnswers.refusal(HttpStatus.BAD_REQUEST, "value", String.valueOf(wrong.getMessage()));
        }
        CardReport.Question time = periods.question(period, Optional.empty(), Optional.empty());
        return ReportAnswers.answer(
                HttpStatus.OK, MediaType.APPLICATION_JSON, json(refusals.between(time.from(), time.to()), period));
    }

    private static byte[] json(List<RefusalReport.Row> rows, ReportPeriods.Period period) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("from", period.from().toString())
                .put("to", period.to().toString());
        ArrayNode list = root.putArray("refusals");
        rows.forEach(row -> {
            ObjectNode node = list.addObject()
                    .put("since", row.since().toString())
                    .put("until", row.until().toString())
                    .put("door", row.door())
                    .put("status", row.status())
                    .put("times", row.times());
            if (!row.reason().isEmpty()) {
                node.put("reason", row.reason());
            }
            row.addresses().forEach(node.putArray("addresses")::add);
        });
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
