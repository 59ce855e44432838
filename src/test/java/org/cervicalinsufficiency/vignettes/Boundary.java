package org.cervicalinsufficiency.vignettes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One numeric limit of a rule with the case that lies just inside and the one that lies just outside of it.
 *
 * @param rule the rule
 * @param limit the limit in words
 * @param inside id of the vignette in which the rule applies
 * @param outside id of the vignette in which it just does not
 */
record Boundary(String rule, String limit, String inside, String outside) {

    private static final int COLUMNS = 4;

    /** Every line of {@code boundaries.tsv} beside the vignettes. */
    static List<Boundary> all() {
        try (InputStream file = Boundary.class.getResourceAsStream("/vignettes/boundaries.tsv")) {
            Objects.requireNonNull(file, "vignettes/boundaries.tsv is not on the class path");
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(Boundary::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Boundary parse(String line) {
        String[] columns = line.split("\t");
        if (columns.length != COLUMNS) {
            throw new BadVignette("boundaries.tsv", "\"" + line + "\" needs rule, limit, inside and outside.");
        }
        return new Boundary(columns[0], columns[1], columns[2], columns[3]);
    }
}
