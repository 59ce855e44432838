package org.cervicalinsufficiency;

import java.util.List;

/** What keeps the profile production from starting, one sentence a line. */
final class InsecureProduction extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InsecureProduction(List<String> missing) {
        super(String.join("\n", missing));
    }
}
