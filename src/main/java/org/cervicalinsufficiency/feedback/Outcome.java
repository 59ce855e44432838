package org.cervicalinsufficiency.feedback;

import java.util.Optional;
import java.util.stream.Stream;

/** What a clinician did with a card. A card that was left alone is never reported (CDS Hooks 2.0.1, Feedback). */
public enum Outcome {
    /** At least one of its suggestions was taken. */
    ACCEPTED("accepted"),
    /** It was dismissed. */
    OVERRIDDEN("overridden");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** The word on the wire, which is also the one in the store. */
    public String code() {
        return code;
    }

    /** The outcome with this word. */
    public static Optional<Outcome> of(String code) {
        return Stream.of(values()).filter(outcome -> outcome.code.equals(code)).findFirst();
    }
}
