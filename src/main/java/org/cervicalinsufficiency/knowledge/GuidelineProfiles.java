package org.cervicalinsufficiency.knowledge;

import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Library;

/**
 * The guideline profiles that the libraries of a set know.
 *
 * @param all their codes in the order of the libraries; empty if no library lists any, and all are taken
 */
public record GuidelineProfiles(List<String> all) {

    private static final String PARAMETER = "Profile";

    /** Copies the list. */
    public GuidelineProfiles {
        all = List.copyOf(all);
    }

    static GuidelineProfiles of(Collection<Library> libraries) {
        return new GuidelineProfiles(libraries.stream()
                .flatMap(library -> library.getParameter().stream())
                .filter(parameter -> PARAMETER.equals(parameter.getName()))
                .flatMap(parameter -> AllowedValues.of(parameter).stream())
                .distinct()
                .toList());
    }

    /**
     * Refuses a profile that the libraries would not know.
     *
     * @throws IllegalArgumentException naming those that they know
     */
    public void require(String profile) {
        if (!all.isEmpty() && !all.contains(profile)) {
            throw new IllegalArgumentException(
                    "The guideline profile is \"" + profile + "\"; it may be " + String.join(" or ", all) + ".");
        }
    }
}
