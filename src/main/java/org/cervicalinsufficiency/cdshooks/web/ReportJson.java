package org.cervicalinsufficiency.cdshooks.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.cervicalinsufficiency.feedback.CardReport;

/** Writes a report as JSON. */
final class ReportJson {

    private ReportJson() {}

    static byte[] of(CardReport report, ReportPeriods.Period period) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("from", period.from().toString())
                .put("to", period.to().toString());
        ArrayNode rows = root.putArray("cards");
        report.rows().forEach(row -> write(rows.addObject(), row));
        ArrayNode unmatched = root.putArray("unmatched");
        report.unmatched()
                .forEach(pieces -> unmatched
                        .addObject()
                        .put("tenant", pieces.tenant())
                        .put("service", pieces.service())
                        .put("count", pieces.count()));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ObjectNode node, CardReport.Row row) {
        node.put("tenant", row.about().tenant())
                .put("service", row.about().service())
                .put("topic", row.about().topic())
                .put("indicator", row.about().indicator())
                .put("issued", row.issued())
                .put("accepted", row.accepted())
                .put("overridden", row.overridden())
                .put("ignored", row.ignored())
                .put("waiting", row.waiting());
        ArrayNode reasons = node.putArray("overriddenBecause");
        row.reasons()
                .forEach(reason -> reasons.addObject()
                        .put("kind", reason.kind())
                        .put("reason", reason.code())
                        .put("count", reason.count()));
    }
}
