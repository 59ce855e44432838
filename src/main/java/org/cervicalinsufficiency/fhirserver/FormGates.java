package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.questionnaire.CqlCalculations;
import org.cervicalinsufficiency.questionnaire.FormGate;
import org.cervicalinsufficiency.questionnaire.FormPaths;
import org.jspecify.annotations.Nullable;

/** The gate as it stands for each call: a tenant's forms may speak of that tenant's patients only. */
final class FormGates {

    private final PublishedForms forms;
    private final FormPaths paths;
    private final CurrentKnowledge knowledge;
    private final DaoRegistry daos;
    private final TenantStores stores;
    private final Clock clock;

    FormGates(
            PublishedForms forms,
            FormPaths paths,
            CurrentKnowledge knowledge,
            DaoRegistry daos,
            TenantStores stores,
            Clock clock) {
        this.forms = forms;
        this.paths = paths;
        this.knowledge = knowledge;
        this.daos = daos;
        this.stores = stores;
        this.clock = clock;
    }

    FormGate of(@Nullable RequestDetails call) {
        TenantStore home = stores.of(call);
        return new FormGate(
                forms,
                new KnownSubjects(daos, home, address(call)),
                new CqlCalculations(knowledge, home.tenant().cards().profile()),
                paths,
                clock);
    }

    /** Compares what a call sends with what is stored for its tenant. */
    SentAgain sentAgain(RequestDetails call, FhirContext fhir, MatchUrlService conditions) {
        return new SentAgain(fhir, daos, conditions, stores.of(call));
    }

    private static String address(@Nullable RequestDetails call) {
        String address = call == null ? null : call.getFhirServerBase();
        return address == null ? "" : address;
    }
}
