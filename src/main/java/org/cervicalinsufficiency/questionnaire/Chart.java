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
 * @param origin where it was read
 */
public record Chart(Patient patient, List<Resource> resources, Set<String> unread, RecordOrigin origin) {

    /** Copies list and set. */
    public Chart {
        resources = List.copyOf(resources);
        unread = Set.copyOf(unread);
    }

    /** A chart of this server's own store. */
    public Chart(Patient patient, List<Resource> resources, Set<String> unread) {
        this(patient, resources, unread, RecordOrigin.HERE);
    }

    /** The same for who assesses a form. */
    public RecordView asRecord() {
        return new RecordView(patient, resources, unread.isEmpty(), origin);
    }
}
