package org.cervicalinsufficiency.tenant;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. */
final class Nearest {

    private static final int FARTHEST = 3;

    private Nearest() {}

    /** The known word that needs the fewest changes, if these are few. */
    static Optional<String> of(String written, List<String> known) {
        String lower = written.toLowerCase(Locale.ROOT).replace('_', '-');
        return known.stream()
                .filter(word -> changes(lower, word) <= Math.min(FARTHEST, word.length() / 2))
                .min(Comparator.comparingInt(word -> changes(lower, word)));
    }

    /** Letters to insert, remove or exchange. */
    private static int changes(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
