package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * The in-memory view of one patient: the only data that an evaluation sees. Whoever builds it has made sure that every
 * resource is about this patient.
 *
 * @param patient the person
 * @param resources everything else, in any order
 */
public record PatientFacts(Patient patient, List<Resource> resources) {

    /** Copies the list. */
    public PatientFacts {
        resources = List.copyOf(resources);
    }

    /** The resources by type name, the patient among them. */
    Map<String, List<Resource>> byType() {
        Map<String, List<Resource>> byType =
                resources.stream().collect(Collectors.groupingBy(resource -> resource.fhirType()));
        byType.put("Patient", List.of(patient));
        return byType;
    }
}
