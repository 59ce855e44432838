package org.cervicalinsufficiency.cdshooks.web;

import org.springframework.core.Ordered;

/** The order of the filters before a hook call: what is cheap and needs no trust stands first. */
public final class FilterOrder {

    /** Correlation id: also refused calls have one. */
    public static final int CORRELATION = Ordered.HIGHEST_PRECEDENCE;
    /** Also refused calls are counted. */
    public static final int METERS = CORRELATION + 1;
    /** Refusals of strangers are counted, whoever of the following refuses. */
    public static final int REFUSED = METERS + 1;
    /** Preflights carry no token, so they are answered before anybody asks for one. */
    public static final int CORS = REFUSED + 1;
    /** Headers that every answer has. */
    public static final int HEADERS = CORS + 1;
    /** Floods end here, before anything is parsed. */
    public static final int RATE = HEADERS + 1;
    /** Who calls. */
    public static final int TOKEN = RATE + 1;
    /** What is refused from here on, is refused to somebody who is known. */
    public static final int REFUSALS = TOKEN + 1;
    /** What a client that is known may do in a while. */
    public static final int CLIENT_RATE = REFUSALS + 1;
    /** Whether it may call this service. */
    public static final int ENTITLED = CLIENT_RATE + 1;

    private FilterOrder() {}
}
