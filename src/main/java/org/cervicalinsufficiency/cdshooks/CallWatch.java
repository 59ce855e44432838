package org.cervicalinsufficiency.cdshooks;

/** Is told how far a call has come, also one that is refused afterwards. It must neither fail nor take long. */
public interface CallWatch {

    /** For where nobody watches. */
    CallWatch NONE = new CallWatch() {};

    /** The call could be read. */
    default void read(HookCall call) {}

    /** Its prefetch was completed and judged. */
    default void judged(HookCall call, PrefetchedData data) {}
}
