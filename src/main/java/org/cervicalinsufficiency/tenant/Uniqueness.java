package org.cervicalinsufficiency.tenant;

import java.util.HashMap;
import java.util.Map;

/** What may stand in the file only once, whatever tenant it belongs to. */
final class Uniqueness {

    private final Map<String, String> places = new HashMap<>();

    /** Notes a value that another record has already. */
    void once(String kind, String value, Section section, String key, String remedy) {
        if (value.isEmpty()) {
            return;
        }
        String first = places.putIfAbsent(
                kind + " " + value, section.field(key) + " (line " + Findings.lineOf(section.at(key)) + ")");
        if (first != null) {
            section.refuse(key, "is also " + first, remedy);
        }
    }
}
