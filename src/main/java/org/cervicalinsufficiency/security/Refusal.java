package org.cervicalinsufficiency.security;

/** Why a token is refused. For logs and metrics only: a caller always gets the same answer. */
public enum Refusal {
    /** No token, more than one, or something that is none. */
    SHAPE,
    /** A header that no registered client writes. */
    HEADER,
    /** An issuer that is not registered. */
    ISSUER,
    /** An algorithm that the record does not name. */
    ALGORITHM,
    /** An address of keys that the record does not name. */
    KEY_ADDRESS,
    /** Meant for another endpoint. */
    AUDIENCE,
    /** Expired, not valid yet, too long a life, or without times. */
    TIMES,
    /** Another subject than the record names. */
    SUBJECT,
    /** A tenant that the record does not name. */
    TENANT,
    /** No key of the issuer has this id. */
    UNKNOWN_KEY,
    /** The signature does not fit. */
    SIGNATURE,
    /** No id of the token. */
    ID,
    /** Seen before. */
    REPLAY
}
