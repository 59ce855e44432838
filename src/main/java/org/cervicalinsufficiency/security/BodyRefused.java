package org.cervicalinsufficiency.security;

/** A body that is not read, or not read to its end. */
final class BodyRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why, with the HTTP status and the code of the issue that say so. */
    enum Reason {
        /** Over the limit, as announced or as sent. */
        TOO_LARGE(413, "too-long"),
        /** Compressed. */
        ENCODING(415, "not-supported"),
        /** No media type that is read at this address. */
        MEDIA(415, "not-supported"),
        /** Not the JSON that is read here. */
        JSON(400, "structure"),
        /** Good JSON with too many entries. */
        ENTRIES(413, "too-long"),
        /** It ended before it was complete. */
        INCOMPLETE(400, "structure"),
        /** It took too long to come. */
        TOO_SLOW(408, "timeout"),
        /** Too many large bodies are under way. */
        BUSY(503, "transient");

        private final int status;
        private final String issueCode;

        Reason(int status, String issueCode) {
            this.status = status;
            this.issueCode = issueCode;
        }

        int status() {
            return status;
        }

        String issueCode() {
            return issueCode;
        }
    }

    BodyRefused(Reason reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
