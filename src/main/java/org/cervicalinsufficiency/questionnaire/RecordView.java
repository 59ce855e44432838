package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * What this server knows about the patient beside the form.
 *
 * @param patient the person; only an id where the person is not stored here
 * @param resources the record, other forms among it
 * @param seen false where the record lies elsewhere, or was not read to its end, so that silence proves nothing
 * @param origin where it was read
 */
public record RecordView(Patient patient, List<Resource> resources, boolean seen, RecordOrigin origin) {

    /** Copies the list. */
    public RecordView {
        resources = List.copyOf(resources);
    }

    /** A record of this server's own store. */
    public RecordView(Patient patient, List<Resource> resources, boolean seen) {
        this(patient, resources, seen, RecordOrigin.HERE);
    }

    /** A patient of whom only forms are known. */
    public static RecordView elsewhere(List<Resource> forms) {
        Patient unknown = new Patient();
        unknown.setId("elsewhere");
        return new RecordView(unknown, forms, false);
    }
}
