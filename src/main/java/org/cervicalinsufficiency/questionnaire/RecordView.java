package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
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

    /** The bare ids of the forms in it. */
    public Set<String> forms() {
        return resources.stream()
                .filter(each -> each instanceof QuestionnaireResponse && each.hasIdElement())
                .map(each -> each.getIdElement().getIdPart())
                .collect(Collectors.toSet());
    }

    /** The record and the forms that are stored here. */
    public RecordView with(List<QuestionnaireResponse> stored) {
        return new RecordView(patient, FormUnion.of(resources, stored), seen, origin);
    }

    /** The record without the forms that are not older than this one. */
    public RecordView until(QuestionnaireResponse form) {
        List<Resource> earlier = resources.stream()
                .filter(each -> !(each instanceof QuestionnaireResponse other && !isOlder(other, form)))
                .toList();
        return new RecordView(patient, earlier, seen, origin);
    }

    private static boolean isOlder(QuestionnaireResponse other, QuestionnaireResponse form) {
        return other.hasAuthored() && form.hasAuthored() && other.getAuthored().before(form.getAuthored());
    }

    /**
     * A patient of whom only forms are known.
     *
     * @param id bare id where the patient's record lies, if it was named; some of the forms may name it without an address
     */
    public static RecordView elsewhere(Optional<String> id, List<Resource> forms) {
        Patient unknown = new Patient();
        unknown.setId(id.orElse("elsewhere"));
        return new RecordView(unknown, forms, false);
    }
}
