package org.cervicalinsufficiency.cdshooks.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.feedback.CardReport;

/**
 * Writes a report as CSV (RFC 4180), one count in a line, so that a spreadsheet can turn it as it likes. No cell can become
 * a formula there: what begins like one gets an apostrophe in front.
 */
final class ReportCsv {

    private static final String LINE = "\r\n";
    private static final String FORMULA = "=+-@\t\r\n";

    private ReportCsv() {}

    static byte[] of(CardReport report) {
        Stream<List<String>> head =
                Stream.of(List.of("tenant", "service", "topic", "indicator", "count_of", "reason", "count"));
        Stream<List<String>> cards = report.rows().stream().flatMap(ReportCsv::lines);
        Stream<List<String>> unmatched = report.unmatched().stream()
                .map(pieces -> List.of(
                        pieces.tenant(),
                        pieces.service(),
                        "",
                        "",
                        "unmatched-feedback",
                        "",
                        Long.toString(pieces.count())));
        return Stream.of(head, cards, unmatched)
                .flatMap(lines -> lines)
                .map(cells -> cells.stream().map(ReportCsv::cell).collect(Collectors.joining(",")) + LINE)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<List<String>> lines(CardReport.Row row) {
        return Stream.concat(
                Stream.of(
                        line(row, "issued", "", row.issued()),
                        line(row, "accepted", "", row.accepted()),
                        line(row, "overridden", "", row.overridden()),
                        line(row, "ignored", "", row.ignored()),
                        line(row, "waiting", "", row.waiting())),
                row.reasons().stream()
                        .map(reason ->
                                line(row, "overridden-because-" + reason.kind(), reason.code(), reason.count())));
    }

    private static List<String> line(CardReport.Row row, String countOf, String reason, long count) {
        CardReport.About about = row.about();
        return List.of(
                about.tenant(),
                about.service(),
                about.topic(),
                about.indicator(),
                countOf,
                reason,
                Long.toString(count));
    }

    static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(character -> character == ',' || character == '"' || character < ' ');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
