package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.cervicalinsufficiency.knowledge.ArtifactText;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the artifact set of the class path to the server before it is ready: each resource under its own id, and only
 * if the stored one says something else. What an author wrote stays, unless the operator asks for the shipped set. A
 * second start writes nothing.
 */
public final class ArtifactLoader implements StoreStep {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactLoader.class);

    private final ArtifactFiles files;
    private final DaoRegistry daos;
    private final FhirContext fhir;
    private final boolean reset;

    /**
     * @param reset whether authors' versions give way to the shipped ones, and authors' additions are deleted
     */
    ArtifactLoader(ArtifactFiles files, DaoRegistry daos, FhirContext fhir, boolean reset) {
        this.files = files;
        this.daos = daos;
        this.fhir = fhir;
        this.reset = reset;
    }

    /**
     * What a load did.
     *
     * @param written resources created or updated
     * @param unchanged resources found as they should be
     * @param kept resources left as an author wrote them
     */
    public record Loaded(int written, int unchanged, int kept) {

        private Loaded plus(Done done) {
            return new Loaded(
                    written + (done == Done.WRITTEN ? 1 : 0),
                    unchanged + (done == Done.UNCHANGED ? 1 : 0),
                    kept + (done == Done.KEPT ? 1 : 0));
        }
    }

    private enum Done {
        WRITTEN,
        UNCHANGED,
        KEPT
    }

    @Override
    public int place() {
        return 1;
    }

    @Override
    public void begin() {
        ArtifactManifest manifest = files.manifest();
        Loaded loaded = load();
        LOG.info(
                "Artifacts {} {}: {} written, {} unchanged, {} kept as authored",
                manifest.id(),
                manifest.version(),
                loaded.written(),
                loaded.unchanged(),
                loaded.kept());
    }

    /** Loads the folders of the manifest in its order. */
    public Loaded load() {
        ArtifactManifest manifest = files.manifest();
        StoredArtifacts stored = new StoredArtifacts(daos, manifest.canonicalBase());
        List<Resource> shipped = manifest.load().stream()
                .flatMap(folder -> files.resources(folder).stream())
                .toList();
        if (reset) {
            deleteAdditions(stored, shipped);
        }
        Loaded loaded = new Loaded(0, 0, 0);
        for (Resource artifact : shipped) {
            loaded = loaded.plus(store(artifact, stored));
        }
        return loaded;
    }

    private <T extends Resource> Done store(T artifact, StoredArtifacts artifacts) {
        IFhirResourceDao<T> dao = dao(artifact);
        T stored = read(dao, artifact);
        if (stored != null && ArtifactText.of(fhir, stored).equals(ArtifactText.of(fhir, artifact))) {
            return Done.UNCHANGED;
        }
        if (stored instanceof MetadataResource before && artifact instanceof MetadataResource after) {
            if (!reset && artifacts.isAuthored(before)) {
                LOG.warn(
                        "Kept authored {} {}: the shipped version {} is not in force."
                                + " Back to it: screening.artifacts.reset=true at one start.",
                        nameOf(artifact),
                        before.getVersion(),
                        after.getVersion());
                return Done.KEPT;
            }
            LOG.info(
                    "Replaced {} {} by the shipped {}; its history keeps it",
                    nameOf(artifact),
                    before.getVersion(),
                    after.getVersion());
        }
        dao.update(artifact, new SystemRequestDetails());
        return Done.WRITTEN;
    }

    /** What authors added stands in the way of the shipped set, or at least beside it. */
    private void deleteAdditions(StoredArtifacts stored, List<Resource> shipped) {
        List<String> ids = shipped.stream().map(ArtifactLoader::nameOf).toList();
        for (MetadataResource artifact : stored.read()) {
            if (!ids.contains(nameOf(artifact)) && stored.isAuthored(artifact)) {
                LOG.warn("Deleted {} {}, which an author had added", nameOf(artifact), artifact.getVersion());
                var unused = dao(artifact)
                        .delete(artifact.getIdElement().toUnqualifiedVersionless(), new SystemRequestDetails());
            }
        }
    }

    private static String nameOf(Resource artifact) {
        return artifact.fhirType() + "/" + artifact.getIdElement().getIdPart();
    }

    @SuppressWarnings("unchecked")
    private <T extends Resource> IFhirResourceDao<T> dao(T artifact) {
        return daos.getResourceDao((Class<T>) artifact.getClass());
    }

    private static <T extends Resource> @Nullable T read(IFhirResourceDao<T> dao, T artifact) {
        try {
            return dao.read(artifact.getIdElement().toUnqualifiedVersionless(), new SystemRequestDetails());
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return null;
        }
    }
}
