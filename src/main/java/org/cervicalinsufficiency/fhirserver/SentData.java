package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Data about the patient that came with the call: alone, or over what is stored (the same type and id replaces). */
final class SentData {

    private final @Nullable Bundle data;
    private final String patientId;

    SentData(@Nullable Bundle data, String patientId) {
        this.data = data;
        this.patientId = patientId;
        patients().filter(patient -> !isSubject(patient)).findFirst().ifPresent(other -> {
            throw new UnprocessableEntityException(
                    "data holds another Patient than subject; send the data of one patient only.");
        });
    }

    /** A chart of nothing but what was sent. */
    Chart alone() {
        if (data == null) {
            throw new InvalidRequestException(
                    "data is missing: with local=false the form is filled from the Bundle in data alone.");
        }
        return new Chart(patient().orElseGet(this::unknown), others().toList(), Set.of());
    }

    /** The stored chart with what was sent. */
    Chart over(Chart stored) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        Stream.concat(stored.resources().stream(), others()).forEach(each -> resources.put(key(each), each));
        return new Chart(
                patient().orElse(stored.patient()), List.copyOf(resources.values()), stored.unread(), stored.origin());
    }

    private Optional<Patient> patient() {
        return patients().findFirst();
    }

    private Stream<Patient> patients() {
        return resources().filter(Patient.class::isInstance).map(Patient.class::cast);
    }

    private Stream<Resource> others() {
        return resources().filter(resource -> StoredCharts.TYPES.contains(resource.fhirType()));
    }

    private Stream<Resource> resources() {
        return data == null
                ? Stream.empty()
                : data.getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(java.util.Objects::nonNull);
    }

    private boolean isSubject(Patient patient) {
        return patientId.equals(patient.getIdElement().getIdPart());
    }

    private Patient unknown() {
        Patient patient = new Patient();
        patient.setId(patientId);
        return patient;
    }

    private static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
