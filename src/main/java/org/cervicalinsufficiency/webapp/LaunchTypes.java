package org.cervicalinsufficiency.webapp;

import java.util.Set;

/**
 * What of a patient's record is read when a form is launched: the page asks the EHR for no more.
 *
 * @param names FHIR types beside Patient
 */
public record LaunchTypes(Set<String> names) {
    /** Copies the set. */
    public LaunchTypes {
        names = Set.copyOf(names);
    }
}
