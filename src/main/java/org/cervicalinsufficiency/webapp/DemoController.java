package org.cervicalinsufficiency.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.cervicalinsufficiency.json.OutcomeBody;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the script of the demo page asks for beside the two interfaces. Not in production. */
@RestController
@Profile("!production")
final class DemoController {

    private static final String TODAY = "/demo/today";
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private final DemoCharts charts;
    private final DemoDay day;

    DemoController(DemoCharts charts, DemoDay day) {
        this.charts = charts;
        this.day = day;
    }

    /**
     * A day to move to.
     *
     * @param today as {@code YYYY-MM-DD}
     */
    record Wish(@Nullable String today) {}

    /** The chart of a stored patient, or 404. */
    @GetMapping(path = "/demo/chart/{patient}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> chart(@PathVariable("patient") String patient) {
        return charts.of(patient)
                .map(chart -> answer(HttpStatus.OK, chart))
                .orElseGet(() -> refusal(HttpStatus.NOT_FOUND, "not-found", "This server has no such patient."));
    }

    /** The day at which the server stands. */
    @GetMapping(TODAY)
    ResponseEntity<Object> today() {
        return answer(HttpStatus.OK, Map.of("today", day.today().toString(), "moved", day.isMoved()));
    }

    /** Moves the day of the whole server; only from this machine, and not at the wish of another site's page. */
    @PutMapping(path = TODAY, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> move(@RequestBody Wish wish, HttpServletRequest request) {
        if (!OwnMachine.sent(request)) {
            return notFromHere();
        }
        try {
            LocalDate wanted = LocalDate.parse(String.valueOf(wish.today()));
            if (!wanted.isBefore(FIRST) && !wanted.isAfter(LAST)) {
                day.moveTo(wanted);
                return today();
            }
        } catch (DateTimeException notADay) {
            // Said below.
        }
        return refusal(
                HttpStatus.BAD_REQUEST,
                "value",
                "today: write a day as YYYY-MM-DD, from " + FIRST + " to " + LAST + ".");
    }

    /** Puts the day back to what it was at the start. */
    @DeleteMapping(TODAY)
    ResponseEntity<Object> moveBack(HttpServletRequest request) {
        if (!OwnMachine.sent(request)) {
            return notFromHere();
        }
        day.moveBack();
        return today();
    }

    private static ResponseEntity<Object> notFromHere() {
        return refusal(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "The day can be changed from this machine and by this server's own page only.");
    }

    private static ResponseEntity<Object> refusal(HttpStatus status, String code, String sentence) {
        return answer(status, OutcomeBody.of(code, sentence));
    }

    private static ResponseEntity<Object> answer(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
