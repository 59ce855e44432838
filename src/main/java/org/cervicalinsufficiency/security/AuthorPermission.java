package org.cervicalinsufficiency.security;

import java.util.List;
import java.util.Optional;

/** Decides whether a caller may change the artifacts that decide about patients. */
public interface AuthorPermission {

    /**
     * Why a caller may not.
     *
     * @param authorization the values of the call's {@code Authorization} headers
     * @return empty if the caller may; else a sentence that says what is needed and repeats nothing of the call
     */
    Optional<String> refusal(List<String> authorization);
}
