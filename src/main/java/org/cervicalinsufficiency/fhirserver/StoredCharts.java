package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.questionnaire.ChartReader;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The charts of this server's own store, read with the rights of the call. */
final class StoredCharts implements ChartReader {

    /** The types that the prefill library reads beside the patient. */
    static final List<String> TYPES = List.of("Condition", "Observation", "Procedure", "QuestionnaireResponse");

    private static final Logger LOG = LoggerFactory.getLogger(StoredCharts.class);
    private static final int MOST = 10_000;

    private final DaoRegistry daos;
    private final RequestDetails call;

    StoredCharts(DaoRegistry daos, RequestDetails call) {
        this.daos = daos;
        this.call = call;
    }

    @Override
    public Optional<Chart> read(String patientId) {
        Patient patient;
        try {
            patient = daos.getResourceDao(Patient.class).read(new IdType("Patient", patientId), call);
        } catch (ResourceNotFoundException | ResourceGoneException unknown) {
            return Optional.empty();
        }
        List<Resource> resources = new ArrayList<>();
        Set<String> unread = new HashSet<>();
        for (String type : TYPES) {
            try {
                resources.addAll(about(patientId, type));
            } catch (RuntimeException unreadable) {
                LOG.warn(
                        "{} could not be read for a form: {}",
                        type,
                        unreadable.getClass().getName());
                unread.add(type);
            }
        }
        return Optional.of(new Chart(patient, resources, unread));
    }

    private List<Resource> about(String patientId, String type) {
        SearchParameterMap search = SearchParameterMap.newSynchronous(
                        "subject", new ReferenceParam("Patient/" + patientId))
                .setLoadSynchronousUpTo(MOST);
        List<IBaseResource> found =
                daos.getResourceDao(type).search(search, call).getAllResources();
        if (found.size() >= MOST) {
            throw new IllegalStateException("More than " + MOST + " resources of one type.");
        }
        return found.stream().map(Resource.class::cast).toList();
    }
}
