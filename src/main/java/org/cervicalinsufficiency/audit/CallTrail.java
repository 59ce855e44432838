package org.cervicalinsufficiency.audit;

/** Where calls are written down before their answers go out. */
@FunctionalInterface
public interface CallTrail {

    /** Under this name a request carries that it is written down, or that this was tried. */
    String WRITTEN = "org.cervicalinsufficiency.audit.written";

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
