package org.cervicalinsufficiency.conformance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One row of a table in {@code conformance}: a numbered statement about CDS Hooks, and what shows that it is kept.
 *
 * @param id number of the statement
 * @param kind how it is dealt with
 * @param shownBy tests as {@code Class} or {@code Class#method}
 * @param note what a reader should know
 */
record Statement(String id, Kind kind, List<String> shownBy, String note) {

    /** How a statement is dealt with. */
    enum Kind {
        /** Kept, and shown by tests. */
        TEST,
        /** A duty or a habit of the client; we only cope. */
        CLIENT,
        /** A switch that is off, or a part that is not used. */
        OFF,
        /** Not done; the note says why. */
        LEFT_OUT,
        /** Being built in another branch; the tests column names which. */
        PLANNED
    }

    /** The statement in one line of the table. */
    static Statement of(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 4) {
            throw new IllegalArgumentException("A row of the table has four cells: " + line);
        }
        List<String> shownBy =
                Stream.of(cells[2].split("; ")).filter(test -> !test.isBlank()).toList();
        return new Statement(
                cells[0], Kind.valueOf(cells[1].toUpperCase(Locale.ROOT).replace('-', '_')), shownBy, cells[3]);
    }
}
