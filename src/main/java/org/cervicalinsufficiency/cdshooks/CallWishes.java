package org.cervicalinsufficiency.cdshooks;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a call asks for beside its body.
 *
 * @param languages the languages the client accepts, most wanted first
 * @param day the day that the evaluation is to be about; empty: today
 */
public record CallWishes(List<Locale> languages, Optional<LocalDate> day) {

    /** Copies the list. */
    public CallWishes {
        languages = List.copyOf(languages);
    }
}
