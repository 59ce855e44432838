package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.questionnaire.Subjects;
import org.hl7.fhir.r4.model.Patient;

/** The patients of the store, and the FHIR servers whose patients are looked after here. */
final class KnownSubjects implements Subjects {

    private final DaoRegistry daos;
    private final FormOwners owners;

    KnownSubjects(DaoRegistry daos, FormOwners owners) {
        this.daos = daos;
        this.owners = owners;
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
        return owners.isServerOfTenant(base);
    }
}
