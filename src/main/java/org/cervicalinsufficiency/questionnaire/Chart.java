package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * What could be read about one patient.
 *
 * @param patient who it is about
 * @param resources everything else that was read about that patient, and about nobody else
 * @param unread the FHIR types that could not be read, or not completely; nothing found is not among them
 */
public record Chart(Patient patient, List<Resource> resources, Set<String> unread) {

    /** Copies list and set. */
    public Chart {
        resources = List.copyOf(resources);
        unread = Set.copyOf(unread);
    }
}
