package org.cervicalinsufficiency.fhirserver.feedback;

import java.util.Optional;
import java.util.stream.Stream;
import org.cervicalinsufficiency.feedback.OverrideReason;

/** The kind of a reason as the column REASON_KIND holds it. */
final class ReasonKind {

    static final String NONE = "none";

    private ReasonKind() {}

    static String of(Optional<OverrideReason> reason) {
        return reason.map(given -> given.kind().word()).orElse(NONE);
    }

    /** Whether a clinician chose a reason, rather than writing one or giving none. */
    static boolean isChosen(String stored) {
        return Stream.of(OverrideReason.Kind.CODED, OverrideReason.Kind.SITE)
                .anyMatch(kind -> kind.word().equals(stored));
    }
}
