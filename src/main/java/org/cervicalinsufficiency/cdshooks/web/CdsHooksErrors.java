package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.CallTooLarge;
import org.cervicalinsufficiency.cdshooks.CardRulesBroken;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.cdshooks.RefusedCall;
import org.cervicalinsufficiency.cdshooks.Unroutable;
import org.cervicalinsufficiency.feedback.FeedbackNotKept;
import org.cervicalinsufficiency.feedback.InvalidFeedback;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place where what went wrong becomes a status and an OperationOutcome. */
@RestControllerAdvice(assignableTypes = {CdsHooksController.class, FeedbackController.class})
final class CdsHooksErrors {

    private static final String RETRY_SECONDS = "30";

    private final CallLog log = new CallLog();

    /** A call that the client can mend. */
    @ExceptionHandler(RefusedCall.class)
    ResponseEntity<byte[]> refused(RefusedCall refusal) {
        log.refused(refusal);
        ResponseEntity.BodyBuilder answer = answer(refusal.problem());
        if (refusal instanceof Unroutable unroutable && !unroutable.allowed().isEmpty()) {
            answer.header(HttpHeaders.ALLOW, String.join(", ", unroutable.allowed()));
        }
        if (refusal instanceof CallTooLarge) {
            answer.header(HttpHeaders.CONNECTION, "close");
        }
        return answer.body(OutcomeJson.of(refusal.problem(), refusal.sentence(), refusal.expression()));
    }

    /** A call that could not be written down, where the site wants no answer then. */
    @ExceptionHandler(NotAudited.class)
    ResponseEntity<byte[]> notAudited(NotAudited unwritten) {
        return answer(Problem.UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(OutcomeJson.of(
                        Problem.UNAVAILABLE, "The call could not be audited; send it again shortly.", List.of()));
    }

    /** Feedback that the client can mend. */
    @ExceptionHandler(InvalidFeedback.class)
    ResponseEntity<byte[]> invalidFeedback(InvalidFeedback invalid) {
        log.refusedFeedback(invalid.defects().size());
        List<OutcomeJson.Issue> issues = FeedbackIssues.of(invalid.defects());
        return answer(issues.get(0).problem()).body(OutcomeJson.of(issues));
    }

    /** A store that does not work; the client may send the same again. */
    @ExceptionHandler(FeedbackNotKept.class)
    ResponseEntity<byte[]> notKept(FeedbackNotKept notKept, HttpServletRequest request) {
        log.defect(CorrelationIdFilter.of(request), notKept, String.valueOf(notKept.getMessage()));
        return answer(Problem.UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(OutcomeJson.of(
                        Problem.UNAVAILABLE,
                        "Nothing was stored, because the store does not work now. Send the same again later.",
                        List.of()));
    }

    /** A body that ended before it was complete. */
    @ExceptionHandler(IOException.class)
    ResponseEntity<byte[]> interrupted(IOException interruption) {
        return answer(Problem.JSON_INVALID)
                .body(OutcomeJson.of(Problem.JSON_INVALID, "The body ended before it was complete.", List.of()));
    }

    /** An answer of ours that may not go out. */
    @ExceptionHandler(CardRulesBroken.class)
    ResponseEntity<byte[]> brokenRules(CardRulesBroken broken, HttpServletRequest request) {
        log.defect(CorrelationIdFilter.of(request), broken, String.valueOf(broken.getMessage()));
        return internal(request);
    }

    /** Any other defect of ours. */
    @ExceptionHandler(Throwable.class)
    ResponseEntity<byte[]> defect(Throwable defect, HttpServletRequest request) {
        log.defect(CorrelationIdFilter.of(request), defect, "");
        return internal(request);
    }

    /** What a failure is answered with. */
    static Problem problem(RuntimeException failure) {
        if (failure instanceof RefusedCall refused) {
            return refused.problem();
        }
        if (failure instanceof InvalidFeedback invalid) {
            return FeedbackIssues.of(invalid.defects()).get(0).problem();
        }
        return failure instanceof FeedbackNotKept ? Problem.UNAVAILABLE : Problem.INTERNAL;
    }

    private static ResponseEntity<byte[]> internal(HttpServletRequest request) {
        String sentence = "The call could not be answered. Give this reference number to the operator: "
                + CorrelationIdFilter.of(request);
        return answer(Problem.INTERNAL).body(OutcomeJson.of(Problem.INTERNAL, sentence, List.of()));
    }

    private static ResponseEntity.BodyBuilder answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON);
    }
}
