package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateRangeParam;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.audit.RefusalReport;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;

/** Reads the counted refusals that are no tenant's out of the audit trail; whatever else lies there stays there. */
final class RefusalQuery implements RefusalReport {

    private static final int MOST = 1000;

    private final DaoRegistry daos;
    private final TenantStores stores;

    RefusalQuery(DaoRegistry daos, TenantStores stores) {
        this.daos = daos;
        this.stores = stores;
    }

    @Override
    public List<Row> between(Instant from, Instant until) {
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add(AuditEvent.SP_DATE, new DateRangeParam(Date.from(from), Date.from(until)));
        search.setSort(new SortSpec(AuditEvent.SP_DATE, SortOrderEnum.DESC));
        search.setLoadSynchronousUpTo(MOST);
        return daos
                .getResourceDao(AuditEvent.class)
                .search(search, stores.named("").asServer())
                .getAllResources()
                .stream()
                .map(AuditEvent.class::cast)
                .filter(RefusalQuery::isCountedAndNobodys)
                .map(RefusalQuery::row)
                .toList();
    }

    /** A call of a tenant that is registered no more lies in the same part. */
    private static boolean isCountedAndNobodys(AuditEvent event) {
        return details(event, CallEvents.TIMES).findAny().isPresent()
                && details(event, CallEvents.TENANT).findAny().isEmpty();
    }

    private static Row row(AuditEvent event) {
        return new Row(
                event.getPeriod().getStart().toInstant(),
                event.getRecorded().toInstant(),
                event.getEntityFirstRep().getName(),
                Integer.parseInt(event.getOutcomeDesc().replaceFirst(".* ", "")),
                details(event, CallEvents.REASON).findFirst().orElse(""),
                details(event, CallEvents.TIMES).mapToLong(Long::parseLong).sum(),
                details(event, CallEvents.ADDRESS).toList());
    }

    private static Stream<String> details(AuditEvent event, String type) {
        return event.getEntity().stream()
                .limit(1)
                .map(AuditEventEntityComponent::getDetail)
                .flatMap(List::stream)
                .filter(detail -> type.equals(detail.getType()))
                .map(detail -> detail.getValue().primitiveValue());
    }
}
