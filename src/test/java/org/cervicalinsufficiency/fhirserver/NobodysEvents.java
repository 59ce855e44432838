package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.springframework.context.ApplicationContext;

/** The part of the trail that belongs to no tenant: refusals of callers of whom nothing is proven. */
public final class NobodysEvents {

    private NobodysEvents() {}

    /** All of them, as the server itself reads them. */
    public static List<AuditEvent> of(ApplicationContext server) {
        return server
                .getBean(DaoRegistry.class)
                .getResourceDao(AuditEvent.class)
                .search(
                        SearchParameterMap.newSynchronous(),
                        server.getBean(TenantStores.class).named("").asServer())
                .getAllResources()
                .stream()
                .map(AuditEvent.class::cast)
                .toList();
    }
}
