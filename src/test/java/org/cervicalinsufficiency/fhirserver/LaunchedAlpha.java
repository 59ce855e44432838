package org.cervicalinsufficiency.fhirserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.SmartLaunch;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;

/** Tenant alpha with an EHR that launches forms and takes the token {@code t} only; while it is open. */
final class LaunchedAlpha implements AutoCloseable {

    private final StubEhr ehr = new StubEhr().taking("t");
    private final CurrentTenants tenants;
    private final Tenants before;

    LaunchedAlpha(CurrentTenants tenants) {
        this.tenants = tenants;
        this.before = tenants.get();
        tenants.replace(launching(before, ehr.base()));
    }

    StubEhr ehr() {
        return ehr;
    }

    /** A call about a patient. */
    String call(String patient) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("iss", ehr.base())
                .put("patient", patient)
                .toString();
    }

    @Override
    public void close() {
        tenants.replace(before);
        ehr.close();
    }

    private static Tenants launching(Tenants before, String base) {
        List<Tenant> all = new ArrayList<>(before.all());
        Tenant alpha = all.get(0);
        Ehr ehr = new Ehr(
                List.of(new FhirBase(base)),
                List.of("127.0.0.0/8"),
                Map.of(),
                Optional.of(new SmartLaunch("form-page", false, List.of())));
        all.set(
                0,
                new Tenant(
                        alpha.id(), alpha.name(), ehr, alpha.clients(), alpha.apps(), alpha.cards(), alpha.origins()));
        return new Tenants(all, before.authorizationServer());
    }
}
