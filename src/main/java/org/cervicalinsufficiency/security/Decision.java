package org.cervicalinsufficiency.security;

/**
 * Whether something is allowed.
 *
 * @param allowed whether it is
 * @param why where it is not: which role or scope is missing; nothing of any data
 */
public record Decision(boolean allowed, String why) {

    private static final Decision YES = new Decision(true, "");

    static Decision yes() {
        return YES;
    }

    static Decision no(String why) {
        return new Decision(false, why);
    }
}
