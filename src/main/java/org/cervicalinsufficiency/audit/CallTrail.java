package org.cervicalinsufficiency.audit;

/** Where calls are written down before their answers go out. */
@FunctionalInterface
public interface CallTrail {

    /**
     * Writes a call down so that it outlives this process.
     *
     * @throws NotAudited if it could not be written and the site wants no answer then
     */
    void record(AuditedCall call) throws NotAudited;

    /** For servers without a place to write to. */
    static CallTrail none() {
        return call -> {};
    }
}
