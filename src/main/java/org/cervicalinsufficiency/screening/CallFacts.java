package org.cervicalinsufficiency.screening;

import java.util.List;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** What is known about the patient of a call, as the evaluation takes it. */
final class CallFacts {

    private CallFacts() {}

    /** The patient of the call and everything else about that patient; the protocol has dropped all other data. */
    static PatientFacts of(HookCall call, List<Resource> resources) {
        Patient patient = resources.stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Patient unknown = new Patient();
                    unknown.setId(call.patientId());
                    return unknown;
                });
        return new PatientFacts(
                patient,
                resources.stream()
                        .filter(resource -> !(resource instanceof Patient))
                        .toList());
    }
}
