package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import org.cervicalinsufficiency.questionnaire.Subjects;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** The patients of one tenant in the store, and the FHIR servers whose patients are looked after for it. */
final class KnownSubjects implements Subjects {

    private final DaoRegistry daos;
    private final TenantStore home;
    private final String address;

    /**
     * @param address of this server as the caller wrote it; empty where nobody called
     */
    KnownSubjects(DaoRegistry daos, TenantStore home, String address) {
        this.daos = daos;
        this.home = home;
        this.address = address;
    }

    @Override
    public boolean isStored(String patientId) {
        return !daos.getResourceDao(Patient.class)
                .searchForIds(byId(patientId), home.asServer())
                .isEmpty();
    }

    @Override
    public List<Identifier> identifiers(String patientId) {
        return daos.getResourceDao(Patient.class).search(byId(patientId), home.asServer()).getAllResources().stream()
                .map(Patient.class::cast)
                .flatMap(patient -> patient.getIdentifier().stream())
                .toList();
    }

    private static SearchParameterMap byId(String patientId) {
        return SearchParameterMap.newSynchronous("_id", new TokenParam(patientId));
    }

    @Override
    public boolean isRegistered(String base) {
        return home.owners().isServerOfTenant(base);
    }

    @Override
    public String local(String reference) {
        boolean own = !address.isEmpty() && reference.startsWith(address + "/");
        return own ? reference.substring(address.length() + 1) : reference;
    }
}
