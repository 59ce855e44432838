package org.cervicalinsufficiency.tenant;

/**
 * Who makes a call, after it was proven or where nobody has to prove it.
 *
 * @param tenant whose patients the call is about
 * @param client short name of the registered client or app, for logs and the audit
 */
public record Caller(Tenant tenant, String client) {

    /** The name of the client where nobody has to prove who calls. */
    public static final String ANYBODY = "anybody";

    /** Under this name the web filters leave the caller in the attributes of a request. */
    public static final String ATTRIBUTE = "org.cervicalinsufficiency.caller";

    /** Somebody who did not have to prove who it is. */
    public static Caller anybodyOf(Tenant tenant) {
        return new Caller(tenant, ANYBODY);
    }
}
