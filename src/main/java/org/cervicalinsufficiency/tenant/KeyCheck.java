package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Optional;

/** What only a library for keys can tell about a registered key. */
public interface KeyCheck {

    /** Algorithms that may be registered at all. */
    List<String> algorithms();

    /** Algorithms of a record that names none. */
    List<String> usualAlgorithms();

    /**
     * Looks at one key of a set.
     *
     * @param jwk the key, as JSON
     */
    Verdict examine(String jwk);

    /**
     * What a key is.
     *
     * @param problem why it cannot be taken, with the remedy behind " - "
     * @param id its {@code kid}
     * @param thumbprint the same for the same key, whatever it is called
     * @param algorithms the algorithms it fits
     */
    record Verdict(Optional<String> problem, String id, String thumbprint, List<String> algorithms) {

        /** A key that cannot be taken. */
        public static Verdict refused(String problem) {
            return new Verdict(Optional.of(problem), "", "", List.of());
        }

        /** Copies the list. */
        public Verdict {
            algorithms = List.copyOf(algorithms);
        }
    }
}
