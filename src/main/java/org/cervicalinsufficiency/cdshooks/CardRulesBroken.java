package org.cervicalinsufficiency.cdshooks;

import java.util.List;

/** A service answered what may not go out. The message names places and rules, never the words of a card. */
public final class CardRulesBroken extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    CardRulesBroken(List<String> violations) {
        super(String.join("; ", violations));
    }
}
