package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.InvalidCall;

/**
 * The header by which a trial asks for the evaluation of another day than today. It is about one call only: nothing else
 * that is dated, such as what is remembered of the answer, follows it.
 *
 * @param allowed whether the header is looked at; the profile {@code production} does not start with it
 */
record EvaluationDay(boolean allowed) {

    static final String HEADER = "X-Evaluation-Date";

    /**
     * The day that a call asks for.
     *
     * @throws InvalidCall if the header is there and is not one day
     */
    Optional<LocalDate> of(HttpServletRequest request) {
        if (!allowed) {
            return Optional.empty();
        }
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(0).strip();
        try {
            if (values.size() == 1 && value.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.of(LocalDate.parse(value));
            }
        } catch (DateTimeException noDay) {
            throw wrong();
        }
        throw wrong();
    }

    private static InvalidCall wrong() {
        return InvalidCall.header(HEADER, "one day, written as YYYY-MM-DD");
    }
}
