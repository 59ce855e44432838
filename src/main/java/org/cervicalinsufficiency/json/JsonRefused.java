package org.cervicalinsufficiency.json;

/** A text that is not read; the message says why, and repeats nothing of it. */
public final class JsonRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooMany;

    private JsonRefused(String sentence, boolean tooMany) {
        super(sentence, null, false, false);
        this.tooMany = tooMany;
    }

    static JsonRefused form(String sentence) {
        return new JsonRefused(sentence, false);
    }

    static JsonRefused entries(String sentence) {
        return new JsonRefused(sentence, true);
    }

    /** Whether it is good JSON with more entries than are read. */
    public boolean isTooMany() {
        return tooMany;
    }

    /** What is wrong and what to do about it. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
