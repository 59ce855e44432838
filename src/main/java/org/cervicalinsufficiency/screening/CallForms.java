package org.cervicalinsufficiency.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.DataGap;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.feedback.Act;
import org.cervicalinsufficiency.feedback.PatientKey;
import org.cervicalinsufficiency.feedback.PatientMemory;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.questionnaire.FormUnion;
import org.cervicalinsufficiency.questionnaire.StoredForms;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Puts what this server remembers about a patient beside what a call brought. */
public final class CallForms {

    private static final String SOURCE = "stored-forms";

    private static final String PATIENT = "Patient/";

    private final PatientMemory memory;

    /** Reads what is remembered for the caller's tenant. */
    public CallForms(PatientMemory memory) {
        this.memory = memory;
    }

    /** Reads the forms of the caller's tenant, where nobody remembers what was done with cards. */
    public CallForms(StoredForms stored) {
        this((owner, patient) -> new PatientMemory.Remembered(stored.of(owner), List.of()));
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
     * @param patient the patient, by the key under which cards are remembered
     * @param acts what was done with earlier cards
     */
    record Known(List<Resource> resources, List<DataGap> gaps, String patient, List<Act> acts) {
        Known {
            resources = List.copyOf(resources);
            gaps = List.copyOf(gaps);
            acts = List.copyOf(acts);
        }
    }

    Known with(HookCall call, PrefetchedData data) {
        Optional<Patient> patient = data.resources().stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .findFirst();
        FormOwners owners = new FormOwners(call.caller().tenant());
        String key = key(owners.of(call.patientId(), call.fhirServer(), Optional.empty()), call.patientId());
        PatientMemory.Remembered remembered = memory.of(owners.of(call.patientId(), call.fhirServer(), patient), key);
        List<DataGap> gaps = new ArrayList<>(data.gaps());
        if (!remembered.forms().read()) {
            gaps.add(new DataGap(SOURCE, GapReason.STORE_UNAVAILABLE.code()));
        }
        return new Known(FormUnion.of(data.resources(), remembered.forms().forms()), gaps, key, remembered.acts());
    }

    /** The tenant's own name of the patient, else the address elsewhere. */
    private static String key(FormOwner owner, String patientId) {
        String own = PATIENT + patientId;
        String name = owner.names().contains(own)
                ? own
                : owner.names().stream().sorted().findFirst().orElse(own);
        return PatientKey.of(name);
    }
}
