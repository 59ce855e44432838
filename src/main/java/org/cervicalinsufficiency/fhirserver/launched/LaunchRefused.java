package org.cervicalinsufficiency.fhirserver.launched;

import java.io.Serial;

/** A launched call that is not answered. Nothing of what was sent stands in it. */
final class LaunchRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;

    /**
     * @param status of HTTP
     * @param code type of the issue
     * @param field what it is about, as it stands in the call
     * @param sentence what is wrong and what to do
     */
    LaunchRefused(int status, String code, String field, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    static LaunchRefused unreadable(String field, String sentence) {
        return new LaunchRefused(400, "structure", field, sentence);
    }

    static LaunchRefused notTaken(String field, String sentence) {
        return new LaunchRefused(422, "business-rule", field, sentence);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String field() {
        return field;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
