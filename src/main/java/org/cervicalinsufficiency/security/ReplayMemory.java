package org.cervicalinsufficiency.security;

import java.time.Instant;

/** Remembers which tokens were used, so that each is good for one call. */
public interface ReplayMemory {

    /** What it knows of a token. */
    enum Memory {
        /** Nobody used it before; now it is used. */
        FIRST,
        /** It was used before. */
        REPEATED,
        /** It cannot be told now. */
        UNKNOWN
    }

    /**
     * Notes the use of a token.
     *
     * @param issuer who signed it
     * @param id its id, unique with this issuer
     * @param until when it is refused for its age anyway
     */
    Memory use(String issuer, String id, Instant until);
}
