package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.ReportAccess.Kind;
import org.cervicalinsufficiency.feedback.ReportAccess.Verdict;
import org.cervicalinsufficiency.json.OutcomeBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What reports have in common: how a reader shows who it is, and what it is told. */
final class ReportAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ReportAnswers.class);

    private ReportAnswers() {}

    /** Several headers say nothing: it is not known which of them a verifier would see. */
    static Optional<String> authorization(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return headers.size() == 1 ? Optional.of(headers.get(0)) : Optional.empty();
    }

    /** To a reader that may not read; the refusal is counted with whom it is. */
    static ResponseEntity<byte[]> refused(Verdict verdict, HttpServletRequest request) {
        LOG.info("report refused: {}", verdict.kind());
        verdict.client()
                .ifPresent(client ->
                        RefusedCallFilter.noteKnown(request, verdict.tenant().orElse(""), client));
        return verdict.kind() == Kind.UNKNOWN_CALLER
                ? ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(OutcomeBody.of("login", "Send the access token of an operator."))
                : refusal(HttpStatus.FORBIDDEN, "forbidden", "Only an operator may read this report.");
    }

    static ResponseEntity<byte[]> refusal(HttpStatus status, String code, String sentence) {
        return answer(status, MediaType.APPLICATION_JSON, OutcomeBody.of(code, sentence));
    }

    static ResponseEntity<byte[]> answer(HttpStatus status, MediaType type, byte[] body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .contentType(type)
                .body(body);
    }
}
