package org.cervicalinsufficiency.cdshooks.ehr;

import java.time.Duration;
import java.util.Map;

/** Is told how EHRs were found when they were asked, in words of fixed lists. It must neither fail nor take long. */
public interface EhrWatch {

    /** For where nobody watches. */
    EhrWatch NONE = new EhrWatch() {};

    /**
     * A call has asked its EHR.
     *
     * @param client whose call it was
     * @param time from the first request to the last answer, or to the deadline
     * @param outcomes how many requests ended how: {@code answered}, or the code of a
     *     {@link org.cervicalinsufficiency.cdshooks.GapReason}
     */
    default void asked(String client, Duration time, Map<String, Integer> outcomes) {}

    /**
     * Something was not asked because it may not be.
     *
     * @param reason one of {@code server-not-registered}, {@code not-allowed}, {@code address-refused},
     *     {@code page-elsewhere}, {@code key-set-refused}
     * @param times how often
     */
    default void blocked(String reason, long times) {}
}
