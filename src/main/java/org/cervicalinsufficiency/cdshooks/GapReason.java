package org.cervicalinsufficiency.cdshooks;

/**
 * Why a prefetch key does not say all that it was asked for. The codes are for machines; what a reader of a card is
 * told stands elsewhere.
 */
public enum GapReason {
    /** The client did not send the key and there is nowhere to ask. */
    NOT_GIVEN("not-given"),
    /** The client's FHIR server is not one of those registered for the tenant, so it was not asked. */
    SERVER_NOT_REGISTERED("server-not-registered"),
    /** The client's FHIR server did not take the call's token. */
    ACCESS_REFUSED("access-refused"),
    /** The client's FHIR server is overloaded, or was lately found not to answer. */
    SERVER_BUSY("server-busy"),
    /** The client's FHIR server could not be reached. */
    NOT_REACHED("not-reached"),
    /** The client's FHIR server did not answer in time. */
    NOT_IN_TIME("not-in-time"),
    /** What the client's FHIR server answered is not what was asked for, or more than is read. */
    ANSWER_UNUSABLE("answer-unusable"),
    /** Recognised under a key that nobody asked for, so it may be a part only. */
    OTHER_KEY("other-key"),
    /** The read of one resource came back without it. */
    READ_EMPTY("read-empty"),
    /** The client's server reported an error in place of, or among, the data. */
    OUTCOME_ERROR("outcome-error"),
    /** The client's server said that data were filtered, withheld or partial. */
    OUTCOME_WARNING("outcome-warning"),
    /** Resources of a type that was not asked for. */
    WRONG_TYPE("wrong-type"),
    /** Not a FHIR resource at all. */
    NOT_A_RESOURCE("not-a-resource"),
    /** One bare resource where a search was asked for. */
    SINGLE_RESOURCE("single-resource"),
    /** A Bundle of a kind that no search gives. */
    BUNDLE_TYPE("bundle-type"),
    /** Entries of another patient were left out. */
    OTHER_PATIENT("other-patient"),
    /** Entries that do not say whose they are were left out. */
    PATIENT_NOT_STATED("patient-not-stated"),
    /** The resource read has no id, so it proves nothing. */
    WITHOUT_ID("without-id"),
    /** There are further pages, which were not read. */
    FURTHER_PAGES("further-pages"),
    /** The Bundle claims more matches than it holds. */
    TOTAL_LARGER("total-larger"),
    /** Entries that cannot be read were left out. */
    UNREADABLE_ENTRY("unreadable-entry"),
    /** Entries whose meaning is changed by something unknown here were left out. */
    MODIFIED_MEANING("modified-meaning"),
    /** The Bundle holds only what was included beside matches, and no match. */
    ONLY_INCLUDED("only-included"),
    /** Resources of an older FHIR version. */
    OLDER_FHIR_VERSION("older-fhir-version"),
    /** This server could not read its own store in time. */
    STORE_UNAVAILABLE("store-unavailable");

    private final String code;

    GapReason(String code) {
        this.code = code;
    }

    /** The code as it is published. */
    public String code() {
        return code;
    }
}
