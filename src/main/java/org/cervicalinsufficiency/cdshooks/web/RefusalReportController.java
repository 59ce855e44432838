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
    private final ReportDesk desk;
    private final ReportPeriods periods;

    RefusalReportController(RefusalReport refusals, ReportDesk desk, ReportPeriods periods) {
        this.refusals = refusals;
        this.desk = desk;
        this.periods = periods;
    }

    /** The refusals of a period, both days included; without a period, of the last thirty days. */
    @GetMapping("/reports/refusals")
    ResponseEntity<byte[]> refusals(HttpServletRequest request) {
        return desk.answer(request, (reader, period) -> refusals(period));
    }

    private ResponseEntity<byte[]> refusals(ReportPeriods.Period period) {
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
