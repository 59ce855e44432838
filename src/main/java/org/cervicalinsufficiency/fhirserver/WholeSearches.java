package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.repository.searchparam.SearchParameterMapRepositoryRestQueryBuilder;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.opencds.cqf.fhir.cr.hapi.repository.ClinicalIntelligenceHapiFhirRepository;

/**
 * The stored resources as the clinical-reasoning operations read them: a search gives all its hits in one Bundle. The
 * inherited way pages by links, and fails at the second page when searches run by offset (seen with 120 Observations:
 * an error, and with it the loss of every condition that reads them).
 */
final class WholeSearches extends ClinicalIntelligenceHapiFhirRepository {

    private static final int MOST = 10_000;

    private final DaoRegistry daos;
    private final RequestDetails call;

    WholeSearches(DaoRegistry daos, RequestDetails call, RestfulServer server) {
        super(daos, call, server);
        this.daos = daos;
        this.call = call;
    }

    @Override
    public <B extends IBaseBundle, T extends IBaseResource> B search(
            Class<B> bundleType,
            Class<T> resourceType,
            IRepositoryRestQueryContributor query,
            Map<String, String> headers) {
        SearchParameterMap search = SearchParameterMapRepositoryRestQueryBuilder.buildFromQueryContributor(query);
        search.setLoadSynchronous(true);
        search.setLoadSynchronousUpTo(MOST);
        List<IBaseResource> found =
                daos.getResourceDao(resourceType).search(search, call).getAllResources();
        if (found.size() >= MOST) {
            throw new UnprocessableEntityException(
                    "More than " + MOST + " " + resourceType.getSimpleName() + " resources: too many to evaluate.");
        }
        return bundleType.cast(bundleOf(found));
    }

    private static Bundle bundleOf(List<IBaseResource> found) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        found.forEach(hit ->
                bundle.addEntry().setFullUrl(hit.getIdElement().getValue()).setResource((Resource) hit));
        return bundle;
    }
}
