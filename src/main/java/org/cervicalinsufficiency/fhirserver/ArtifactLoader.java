package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Comparator;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

/**
 * Writes the artifact set of the class path to the server before it is ready: each resource under its own id, and only
 * if the stored one says something else. A second start writes nothing.
 */
public final class ArtifactLoader implements ApplicationRunner, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactLoader.class);

    private final ArtifactFiles files;
    private final DaoRegistry daos;
    private final FhirContext fhir;

    ArtifactLoader(ArtifactFiles files, DaoRegistry daos, FhirContext fhir) {
        this.files = files;
        this.daos = daos;
        this.fhir = fhir;
    }

    /**
     * How many resources a load wrote, and how many it found as they should be.
     *
     * @param written resources created or updated
     * @param unchanged resources left alone
     */
    public record Loaded(int written, int unchanged) {

        private Loaded plus(boolean wrote) {
            return wrote ? new Loaded(written + 1, unchanged) : new Loaded(written, unchanged + 1);
        }
    }

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        ArtifactManifest manifest = files.manifest();
        Loaded loaded = load();
        LOG.info(
                "Artifacts {} {}: {} written, {} unchanged",
                manifest.id(),
                manifest.version(),
                loaded.written(),
                loaded.unchanged());
    }

    /** Loads the folders of the manifest in its order. */
    public Loaded load() {
        Loaded loaded = new Loaded(0, 0);
        for (String folder : files.manifest().load()) {
            for (Resource artifact : files.resources(folder)) {
                loaded = loaded.plus(store(artifact));
            }
        }
        return loaded;
    }

    private <T extends Resource> boolean store(T artifact) {
        @SuppressWarnings("unchecked")
        IFhirResourceDao<T> dao = daos.getResourceDao((Class<T>) artifact.getClass());
        if (isStored(dao, artifact)) {
            return false;
        }
        dao.update(artifact, new SystemRequestDetails());
        return true;
    }

    private <T extends Resource> boolean isStored(IFhirResourceDao<T> dao, T artifact) {
        try {
            T stored = dao.read(artifact.getIdElement().toUnqualifiedVersionless(), new SystemRequestDetails());
            return comparable(stored).equals(comparable(artifact));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return false;
        }
    }

    /** The resource as text, without what the server adds to each version; profiles come back in any order. */
    private String comparable(Resource resource) {
        Resource copy = resource.copy();
        Meta meta = copy.getMeta();
        meta.setVersionId(null).setLastUpdated(null).setSource(null);
        meta.getProfile().sort(Comparator.comparing(CanonicalType::getValue));
        copy.setId(copy.getIdElement().getIdPart());
        return fhir.newJsonParser().encodeResourceToString(copy);
    }
}
