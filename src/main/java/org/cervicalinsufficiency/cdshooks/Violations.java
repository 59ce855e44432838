package org.cervicalinsufficiency.cdshooks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rules that an answer breaks. */
final class Violations {

    private final List<String> found = new ArrayList<>();

    /** Notes the violation unless the rule is kept. */
    void unless(boolean kept, String violation) {
        if (!kept) {
            found.add(violation);
        }
    }

    List<String> found() {
        return List.copyOf(found);
    }

    static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
