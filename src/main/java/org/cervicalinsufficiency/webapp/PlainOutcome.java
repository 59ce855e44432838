package org.cervicalinsufficiency.webapp;

import org.cervicalinsufficiency.json.OutcomeBody;

/**
 * The body of an error that no part of the application has answered: an OperationOutcome that says what an HTTP status
 * means. Nothing of the request, no product, version or stack trace stands in it.
 */
final class PlainOutcome {

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int FIRST_OF_OURS = 500;

    private PlainOutcome() {}

    /** The outcome for a status, as UTF-8 bytes of JSON. */
    static byte[] of(int status) {
        return OutcomeBody.of(code(status), sentence(status));
    }

    private static String code(int status) {
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case NOT_ALLOWED -> "not-supported";
            case TOO_LARGE -> "too-long";
            default -> status >= FIRST_OF_OURS ? "exception" : "structure";
        };
    }

    private static String sentence(int status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case NOT_ALLOWED -> "This address does not take this method.";
            case TOO_LARGE -> "The request is too large.";
            default ->
                status >= FIRST_OF_OURS
                        ? "The request could not be answered."
                        : "The request could not be read; check its address, headers and body.";
        };
    }
}
