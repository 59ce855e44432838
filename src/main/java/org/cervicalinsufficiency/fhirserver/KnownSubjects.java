package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.questionnaire.Subjects;
import org.hl7.fhir.r4.model.Patient;

/** The patients of the store, and the FHIR servers whose patients are looked after here. */
final class KnownSubjects implements Subjects {

    private final DaoRegistry daos;
    private final Set<String> servers;

    /**
     * @param servers base addresses, with or without a slash at the end
     */
    KnownSubjects(DaoRegistry daos, Set<String> servers) {
        this.daos = daos;
        this.servers = servers.stream().map(KnownSubjects::plain).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isStored(String patientId) {
        SearchParameterMap byId = SearchParameterMap.newSynchronous("_id", new TokenParam(patientId));
        return !daos.getResourceDao(Patient.class)
                .searchForIds(byId, new SystemRequestDetails())
                .isEmpty();
    }

    @Override
    public boolean isRegistered(String base) {
        return servers.contains(plain(base));
    }

    private static String plain(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
