package org.cervicalinsufficiency.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.DataGap;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.questionnaire.FormUnion;
import org.cervicalinsufficiency.questionnaire.StoredForms;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Puts the forms that were submitted to this server beside what a call brought. */
public final class CallForms {

    private static final String SOURCE = "stored-forms";

    private final StoredForms stored;

    /** Reads the forms of the caller's tenant. */
    public CallForms(StoredForms stored) {
        this.stored = stored;
    }

    /** For calls that are made up: nobody has submitted a form. */
    static CallForms none() {
        return new CallForms(owner -> new StoredForms.Found(List.of(), true));
    }

    /**
     * Everything known about the patient of a call.
     *
     * @param resources what the call brought and the stored forms, each form once
     * @param gaps what could not be read
     */
    record Known(List<Resource> resources, List<DataGap> gaps) {
        Known {
            resources = List.copyOf(resources);
            gaps = List.copyOf(gaps);
        }
    }

    Known with(HookCall call, PrefetchedData data) {
        Optional<Patient> patient = data.resources().stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .findFirst();
        FormOwners owners = new FormOwners(call.caller().tenant());
        StoredForms.Found found = stored.of(owners.of(call.patientId(), call.fhirServer(), patient));
        List<DataGap> gaps = new ArrayList<>(data.gaps());
        if (!found.read()) {
            gaps.add(new DataGap(SOURCE, GapReason.STORE_UNAVAILABLE.code()));
        }
        return new Known(FormUnion.of(data.resources(), found.forms()), gaps);
    }
}
