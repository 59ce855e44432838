package org.cervicalinsufficiency.knowledge;

import java.util.List;

/** A CQL text, from which the compiler's locators cut their piece. */
final class CqlText {

    private final List<String> lines;

    CqlText(String cql) {
        this.lines = cql.lines().toList();
    }

    /**
     * The piece on one line, with single blanks.
     *
     * @param locator {@code line:column} or {@code line:column-line:column}, counted from 1, both ends included
     */
    String at(String locator) {
        String[] ends = locator.split("-", -1);
        int[] from = place(ends[0]);
        int[] to = place(ends[ends.length - 1]);
        StringBuilder piece = new StringBuilder();
        for (int line = from[0]; line <= to[0]; line++) {
            String whole = lines.get(line - 1);
            int start = line == from[0] ? from[1] - 1 : 0;
            int end = line == to[0] ? Math.min(to[1], whole.length()) : whole.length();
            piece.append(whole, Math.min(start, end), end).append(' ');
        }
        return piece.toString()
                .replaceAll("//[^\\n]*?(?=\\s{2,}|$)", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static int[] place(String end) {
        String[] numbers = end.split(":", -1);
        return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])};
    }
}
