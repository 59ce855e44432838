package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Patient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the invented patients of {@code fhir-resources/examples/bundle-*.json}, each bundle in one transaction and only
 * as long as its patients are not there: what a user changed in them stays.
 */
final class SampleDataLoader implements StoreStep {

    private static final Logger LOG = LoggerFactory.getLogger(SampleDataLoader.class);

    private final ArtifactFiles files;
    private final DaoRegistry daos;
    private final IFhirSystemDao<Bundle, Meta> system;

    SampleDataLoader(ArtifactFiles files, DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system) {
        this.files = files;
        this.daos = daos;
        this.system = system;
    }

    @Override
    public int place() {
        return 4;
    }

    @Override
    public void begin() {
        int loaded = 0;
        for (org.springframework.core.io.Resource file : files.files("examples/bundle-*.json")) {
            if (files.resource(file) instanceof Bundle bundle && !isThere(bundle)) {
                loaded += store(String.valueOf(file.getFilename()), bundle);
            }
        }
        LOG.info("Sample data: {} bundles loaded", loaded);
    }

    /** A form of a sample may lie in the future of a machine whose clock is behind: no reason not to start. */
    private int store(String file, Bundle bundle) {
        try {
            system.transaction(new SystemRequestDetails(), bundle);
            return 1;
        } catch (FormRefused refused) {
            LOG.warn("Sample data: {} was not loaded. {}", file, refused.getMessage());
            return 0;
        }
    }

    private boolean isThere(Bundle bundle) {
        List<Patient> patients = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .toList();
        return !patients.isEmpty() && patients.stream().allMatch(this::isThere);
    }

    private boolean isThere(Patient patient) {
        IFhirResourceDao<Patient> dao = daos.getResourceDao(Patient.class);
        try {
            return dao.read(new IdType("Patient", patient.getIdElement().getIdPart()), new SystemRequestDetails())
                    .hasId();
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return false;
        }
    }
}
