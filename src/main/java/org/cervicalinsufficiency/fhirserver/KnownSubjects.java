package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenParam;
import org.cervicalinsufficiency.questionnaire.Subjects;
import org.hl7.fhir.r4.model.Patient;

/** The patients of one tenant in the store, and the FHIR servers whose patients are looked after for it. */
final class KnownSubjects implements Subjects {

    private final DaoRegistry daos;
    private final TenantStore home;

    KnownSubjects(DaoRegistry daos, TenantStore home) {
        this.daos = daos;
        this.home = home;
    }

    @Override
    public boolean isStored(String patientId) {
        SearchParameterMap byId = SearchParameterMap.newSynchronous("_id", new TokenParam(patientId));
        return !daos.getResourceDao(Patient.class)
                .searchForIds(byId, home.asServer())
                .isEmpty();
    }

    @Override
    public boolean isRegistered(String base) {
        return home.owners().isServerOfTenant(base);
    }
}
