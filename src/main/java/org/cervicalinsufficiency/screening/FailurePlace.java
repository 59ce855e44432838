package org.cervicalinsufficiency.screening;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.CardRulesBroken;

/** Type and place of a failure. Its message may hold a patient's data, unless it is about our own card rules. */
final class FailurePlace {

    private static final int FRAMES = 8;

    private FailurePlace() {}

    static String of(RuntimeException failure) {
        String rules = failure instanceof CardRulesBroken ? " " + failure.getMessage() : "";
        return failure.getClass().getName() + rules + " at "
                + Stream.of(failure.getStackTrace())
                        .limit(FRAMES)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" < "));
    }
}
