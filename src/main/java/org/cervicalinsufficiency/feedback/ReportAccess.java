package org.cervicalinsufficiency.feedback;

import java.util.Optional;

/** Decides who may read reports about cards, where callers have to prove who they are. */
@FunctionalInterface
public interface ReportAccess {

    /**
     * What a caller may see.
     *
     * @param authorization the {@code Authorization} header, if there is exactly one
     */
    Verdict of(Optional<String> authorization);

    /** What was decided. */
    enum Kind {
        /** The caller may read the report. */
        GRANTED,
        /** It is not known who calls. */
        UNKNOWN_CALLER,
        /** It is known who calls, and that it may not. */
        REFUSED
    }

    /**
     * A decision.
     *
     * @param kind what was decided
     * @param tenant the one tenant whose cards may be seen, empty: all; of a refused caller that is known, its own
     * @param client short name of a refused caller that is known
     */
    record Verdict(Kind kind, Optional<String> tenant, Optional<String> client) {

        /** The caller may see the cards of all tenants. */
        public static Verdict everything() {
            return new Verdict(Kind.GRANTED, Optional.empty(), Optional.empty());
        }

        /** The caller may see the cards of one tenant. */
        public static Verdict only(String tenant) {
            return new Verdict(Kind.GRANTED, Optional.of(tenant), Optional.empty());
        }

        /** The caller may see nothing. */
        public static Verdict nothing(Kind kind) {
            return new Verdict(kind, Optional.empty(), Optional.empty());
        }

        /** The caller is known, and may see nothing. */
        public static Verdict refused(String tenant, String client) {
            return new Verdict(Kind.REFUSED, Optional.of(tenant), Optional.of(client));
        }
    }
}
