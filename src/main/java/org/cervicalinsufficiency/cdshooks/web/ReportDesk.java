package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import org.cervicalinsufficiency.cdshooks.web.ReportPeriods.Period;
import org.cervicalinsufficiency.feedback.ReportAccess.Kind;
import org.cervicalinsufficiency.feedback.ReportAccess.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What every report asks first: who reads, then which period.
 *
 * @param door decides who may read
 * @param periods reads {@code from} and {@code to}
 */
record ReportDesk(ReportDoor door, ReportPeriods periods) {

    /** A report, for a reader that may read. */
    @FunctionalInterface
    interface Report {

        /** The answer for a reader and a period. */
        ResponseEntity<byte[]> of(Verdict reader, Period period);
    }

    /** The report, or why there is none: 401 and 403 for the reader, 400 for the period. */
    ResponseEntity<byte[]> answer(HttpServletRequest request, Report report) {
        Verdict verdict = door.verdict(ReportAnswers.authorization(request), request.getRemoteAddr());
        if (verdict.kind() != Kind.GRANTED) {
            return ReportAnswers.refused(verdict, request);
        }
        Period period;
        try {
            period = periods.of(request.getParameter("from"), request.getParameter("to"));
        } catch (IllegalArgumentException wrong) {
            return ReportAnswers.refusal(HttpStatus.BAD_REQUEST, "value", String.valueOf(wrong.getMessage()));
        }
        return report.of(verdict, period);
    }
}
