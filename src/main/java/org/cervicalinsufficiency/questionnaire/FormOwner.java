package org.cervicalinsufficiency.questionnaire;

import java.util.Set;

/**
 * Whose form it is: a patient of a tenant, under every name by which the patient is known. A form belongs to the patient
 * of a call where one name agrees.
 *
 * @param tenant id of the tenant
 * @param names {@code Patient/id} within the tenant, the absolute address of a patient elsewhere, or {@code system|value}
 */
public record FormOwner(String tenant, Set<String> names) {

    /** Copies the set. */
    public FormOwner {
        names = Set.copyOf(names);
    }
}
