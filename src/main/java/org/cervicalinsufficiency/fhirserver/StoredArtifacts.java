package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.ValueSet;

/** The artifacts of our canonical base in the store: the set that {@code $apply} works with. */
final class StoredArtifacts {

    /** Authors' versions carry it as {@code meta.source}; what the loader writes carries none. */
    private static final String AUTHORED = "/authored";

    private static final List<Class<? extends MetadataResource>> TYPES = List.of(
            CodeSystem.class,
            ValueSet.class,
            ConceptMap.class,
            Library.class,
            ActivityDefinition.class,
            PlanDefinition.class,
            Questionnaire.class);

    private final DaoRegistry daos;
    private final String base;

    /**
     * @param base what every canonical of the set begins with, without a slash at its end
     */
    StoredArtifacts(DaoRegistry daos, String base) {
        this.daos = daos;
        this.base = base;
    }

    /** Reads the set. */
    List<MetadataResource> read() {
        return TYPES.stream().flatMap(this::read).toList();
    }

    private Stream<MetadataResource> read(Class<? extends MetadataResource> type) {
        return daos
                .getResourceDao(type)
                .search(SearchParameterMap.newSynchronous(), new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(MetadataResource.class::cast)
                .filter(this::isOurs);
    }

    /** Whether a resource is an artifact of our canonical base. */
    boolean isOurs(IBaseResource resource) {
        return resource instanceof MetadataResource artifact
                && artifact.hasUrl()
                && artifact.getUrl().startsWith(base + "/")
                && TYPES.contains(artifact.getClass());
    }

    /** Marks what an author writes. */
    void markAsAuthored(MetadataResource artifact, boolean authored) {
        artifact.getMeta().setSource(authored ? base + AUTHORED : null);
    }

    /** Whether an author wrote the stored version. */
    boolean isAuthored(MetadataResource stored) {
        String source = stored.getMeta().getSource();
        return source != null && (source.equals(base + AUTHORED) || source.startsWith(base + AUTHORED + "#"));
    }
}
