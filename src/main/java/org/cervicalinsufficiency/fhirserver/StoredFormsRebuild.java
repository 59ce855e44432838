package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.List;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the table of stored forms from the store before the server is ready, where it is empty and the store is not. */
final class StoredFormsRebuild implements StoreStep {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFormsRebuild.class);

    private final ScreeningFormTable table;
    private final DaoRegistry daos;
    private final FormAssessments forms;
    private final TenantStores stores;

    StoredFormsRebuild(ScreeningFormTable table, DaoRegistry daos, FormAssessments forms, TenantStores stores) {
        this.table = table;
        this.daos = daos;
        this.forms = forms;
        this.stores = stores;
    }

    @Override
    public int place() {
        return 2;
    }

    @Override
    public void begin() {
        if (!table.isEmpty()) {
            return;
        }
        int written = rebuild();
        if (written > 0) {
            LOG.info("Stored forms: {} read from the store", written);
        }
    }

    /** Writes every usable form of the store to the table; gives how many. */
    int rebuild() {
        return stores.all().stream().mapToInt(this::rebuild).sum();
    }

    private int rebuild(TenantStore home) {
        IFhirResourceDao<QuestionnaireResponse> dao = daos.getResourceDao(QuestionnaireResponse.class);
        SearchParameterMap all = new SearchParameterMap();
        all.setLoadSynchronous(true);
        List<IIdType> ids = dao.searchForResourceIds(all, home.asServer());
        int written = 0;
        for (IIdType id : ids) {
            QuestionnaireResponse response = dao.read(id.toUnqualifiedVersionless(), home.asServer());
            if (FormAssessments.isUsable(response) && forms.isOfTheSet(response)) {
                table.put(home.owners().of(response.getSubject()), response);
                written++;
            }
        }
        return written;
    }
}
