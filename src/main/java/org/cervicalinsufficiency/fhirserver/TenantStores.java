package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.entity.PartitionEntity;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IPartitionLookupSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Where the data of each tenant lie. Where clients of {@code /fhir} prove who they are, each tenant has a partition of its
 * own, known by the tenant's id; where nobody has to, there is one tenant, and its data lie where they always did. What is
 * the same for all tenants, the artifacts, lies there as well.
 */
final class TenantStores {

    private final CurrentTenants tenants;
    private final IPartitionLookupSvc partitions;
    private final RequestPartitionId shared;
    private final Map<String, RequestPartitionId> known = new ConcurrentHashMap<>();

    TenantStores(CurrentTenants tenants, IPartitionLookupSvc partitions, PartitionSettings settings) {
        this.tenants = tenants;
        this.partitions = partitions;
        this.shared = settings.getDefaultRequestPartitionId();
    }

    /** Where artifacts lie. */
    RequestPartitionId shared() {
        return shared;
    }

    /** The part that a call works in. A call of the server that names none has no tenant's but the shared one. */
    TenantStore of(@Nullable RequestDetails call) {
        if (call instanceof SystemRequestDetails own && TenantStore.of(own) instanceof TenantStore store) {
            return store;
        }
        return callerOf(call)
                .map(caller -> of(caller.tenant()))
                .orElseGet(() -> new TenantStore(tenants.get().all().get(0), shared));
    }

    /** The part of a tenant; made if it is not there yet. */
    TenantStore of(Tenant tenant) {
        return new TenantStore(tenant, separates(tenants.get()) ? partitionOf(tenant) : shared);
    }

    /**
     * The part of the tenant with an id. What is nobody's (no id) is for the only tenant there is to see; where there are
     * several, it lies in the shared part. So does what belongs to a tenant that is registered no more.
     */
    TenantStore named(String tenant) {
        Tenants now = tenants.get();
        return now.find(tenant)
                .or(() -> tenant.isEmpty() && now.all().size() == 1
                        ? Optional.of(now.all().get(0))
                        : Optional.empty())
                .map(this::of)
                .orElseGet(() -> of((RequestDetails) null));
    }

    /** Every part that may hold data of patients, the shared one among them. */
    List<TenantStore> all() {
        Tenants now = tenants.get();
        List<TenantStore> all =
                new ArrayList<>(List.of(new TenantStore(now.all().get(0), shared)));
        if (separates(now)) {
            now.all().forEach(tenant -> all.add(of(tenant)));
        }
        return all;
    }

    /** Makes the part of a tenant if it is not there: before a transaction, which could take it back. */
    void prepare(Tenant tenant) {
        if (separates(tenants.get())) {
            var unused = partitionOf(tenant);
        }
    }

    /** Who calls over HTTP; empty for calls of the server itself. */
    static Optional<Caller> callerOf(@Nullable RequestDetails call) {
        return attribute(call, Caller.ATTRIBUTE, Caller.class);
    }

    /** Something that the filters left with an HTTP request. */
    static <T> Optional<T> attribute(@Nullable RequestDetails call, String name, Class<T> type) {
        return Stream.ofNullable(call)
                .filter(ServletRequestDetails.class::isInstance)
                .map(ServletRequestDetails.class::cast)
                .flatMap(http -> Stream.ofNullable(http.getServletRequest()))
                .map(request -> request.getAttribute(name))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static boolean separates(Tenants now) {
        return now.authorizationServer().isPresent();
    }

    private RequestPartitionId partitionOf(Tenant tenant) {
        RequestPartitionId partition = known.get(tenant.id());
        if (partition == null) {
            partition = RequestPartitionId.fromPartitionId(find(tenant.id()).getId());
            known.put(tenant.id(), partition);
        }
        return partition;
    }

    /** Another replica may make the same one at the same moment; then that one counts. */
    private PartitionEntity find(String name) {
        try {
            return partitions.getPartitionByName(name);
        } catch (ResourceNotFoundException notThere) {
            try {
                PartitionEntity made = new PartitionEntity()
                        .setId(partitions.generateRandomUnusedPartitionId())
                        .setName(name);
                return partitions.createPartition(made, new SystemRequestDetails());
            } catch (InvalidRequestException | DataIntegrityViolationException madeMeanwhile) {
                return partitions.getPartitionByName(name);
            }
        }
    }
}
