package org.cervicalinsufficiency.fhirserver.feedback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.CardReport;
import org.cervicalinsufficiency.feedback.CardReport.About;
import org.cervicalinsufficiency.feedback.CardReport.Question;
import org.cervicalinsufficiency.feedback.CardReport.Reason;
import org.cervicalinsufficiency.feedback.CardReport.Row;
import org.cervicalinsufficiency.feedback.CardReport.Unmatched;
import org.cervicalinsufficiency.feedback.CardReports;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts in the database. A card counts once: as accepted if a suggestion of it was ever taken, else as overridden if it
 * was dismissed.
 */
final class CardReportQuery implements CardReports {

    private static final String MATCH = "F.CARD = C.CARD AND F.TENANT = C.TENANT AND F.CLIENT = C.CLIENT";

    /** "accepted" comes before "overridden", so the least one is the one that counts. */
    private static final String CARDS =
            "SELECT C.CARD, C.TENANT, C.CLIENT, C.SERVICE, C.TOPIC, C.INDICATOR, C.ISSUED_AT,"
                    + " (SELECT MIN(F.OUTCOME) FROM SCREENING_FEEDBACK F WHERE " + MATCH + ") AS OUTCOME"
                    + " FROM SCREENING_CARD C WHERE C.ISSUED_AT >= ? AND C.ISSUED_AT < ?";

    private static final String GROUP = "TENANT, SERVICE, TOPIC, INDICATOR";

    private final JdbcTemplate jdbc;

    CardReportQuery(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public CardReport of(Question question) {
        Map<About, List<Reason>> reasons = reasons(question);
        Filter filter = new Filter(question, "C.");
        List<Object> values = new ArrayList<>(List.of(question.ignoredBefore().toEpochMilli()));
        values.addAll(filter.values());
        List<Row> rows = jdbc.query(
                "SELECT " + GROUP + ", COUNT(*) AS ISSUED,"
                        + " SUM(CASE WHEN OUTCOME = 'accepted' THEN 1 ELSE 0 END) AS ACCEPTED,"
                        + " SUM(CASE WHEN OUTCOME = 'overridden' THEN 1 ELSE 0 END) AS OVERRIDDEN,"
                        + " SUM(CASE WHEN OUTCOME IS NULL AND ISSUED_AT < ? THEN 1 ELSE 0 END) AS IGNORED"
                        + " FROM (" + CARDS + filter.conditions() + ") T GROUP BY " + GROUP + " ORDER BY " + GROUP,
                (row, number) -> row(row, reasons),
                values.toArray());
        return new CardReport(rows, unmatched(question));
    }

    private static Row row(ResultSet row, Map<About, List<Reason>> reasons) throws SQLException {
        About about = about(row);
        long issued = row.getLong("ISSUED");
        long accepted = row.getLong("ACCEPTED");
        long overridden = row.getLong("OVERRIDDEN");
        long ignored = row.getLong("IGNORED");
        return new Row(
                about,
                issued,
                accepted,
                overridden,
                ignored,
                issued - accepted - overridden - ignored,
                reasons.getOrDefault(about, List.of()));
    }

    private static About about(ResultSet row) throws SQLException {
        return new About(
                row.getString("TENANT"), row.getString("SERVICE"), row.getString("TOPIC"), row.getString("INDICATOR"));
    }

    private Map<About, List<Reason>> reasons(Question question) {
        Filter filter = new Filter(question, "C.");
        String named = "T.TENANT, T.SERVICE, T.TOPIC, T.INDICATOR, F.REASON_KIND,"
                + " COALESCE(F.REASON_CODE, F.REASON_DISPLAY, '')";
        Map<About, List<Reason>> reasons = new HashMap<>();
        jdbc.query(
                "SELECT T.TENANT, T.SERVICE, T.TOPIC, T.INDICATOR, F.REASON_KIND,"
                        + " COALESCE(F.REASON_CODE, F.REASON_DISPLAY, '') AS REASON, COUNT(DISTINCT T.CARD) AS CARDS"
                        + " FROM (" + CARDS + filter.conditions() + ") T JOIN SCREENING_FEEDBACK F ON "
                        + MATCH.replace("C.", "T.")
                        + " WHERE T.OUTCOME = 'overridden' GROUP BY " + named + " ORDER BY " + named,
                row -> {
                    reasons.computeIfAbsent(about(row), about -> new ArrayList<>())
                            .add(new Reason(
                                    row.getString("REASON_KIND"), row.getString("REASON"), row.getLong("CARDS")));
                },
                filter.values().toArray());
        return reasons;
    }

    private List<Unmatched> unmatched(Question question) {
        Filter filter = new Filter(question, "F.");
        return jdbc.query(
                "SELECT F.TENANT, F.SERVICE, COUNT(*) AS PIECES FROM SCREENING_FEEDBACK F"
                        + " WHERE F.RECEIVED_AT >= ? AND F.RECEIVED_AT < ? AND NOT EXISTS"
                        + " (SELECT 1 FROM SCREENING_CARD C WHERE " + MATCH + ")" + filter.conditions()
                        + " GROUP BY F.TENANT, F.SERVICE ORDER BY F.TENANT, F.SERVICE",
                (row, number) ->
                        new Unmatched(row.getString("TENANT"), row.getString("SERVICE"), row.getLong("PIECES")),
                filter.values().toArray());
    }

    /** The conditions that narrow a question down. */
    private record Filter(Question question, String table) {

        String conditions() {
            return condition(question.service(), "SERVICE") + condition(question.tenant(), "TENANT");
        }

        private String condition(Optional<String> value, String column) {
            return value.isPresent() ? " AND " + table + column + " = ?" : "";
        }

        List<Object> values() {
            List<Object> values = new ArrayList<>(
                    List.of(question.from().toEpochMilli(), question.to().toEpochMilli()));
            question.service().ifPresent(values::add);
            question.tenant().ifPresent(values::add);
            return values;
        }
    }
}
