package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Optional;

/**
 * All registrations at one moment.
 *
 * @param all the tenants, in the order of the file
 * @param authorizationServer who issues tokens for {@code /fhir}; none where nobody has to show one
 */
public record Tenants(List<Tenant> all, Optional<AuthorizationServer> authorizationServer) {

    /** Refuses an empty list; copies it. */
    public Tenants {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no tenant; register the EHR that uses this server.");
        }
    }

    /**
     * A registered system.
     *
     * @param tenant whose it is
     * @param app the system
     */
    public record TenantApp(Tenant tenant, BackendApp app) {}

    /** The system with a client id; ids are unique among all tenants. */
    public Optional<TenantApp> app(String clientId) {
        return all.stream()
                .flatMap(tenant -> tenant.apps().stream()
                        .filter(app -> app.clientId().equals(clientId))
                        .map(app -> new TenantApp(tenant, app)))
                .findFirst();
    }

    /**
     * An EHR that launches the form.
     *
     * @param tenant whose it is
     * @param base the address it launches from
     * @param launch how it does so
     */
    public record Launching(Tenant tenant, FhirBase base, SmartLaunch launch) {}

    /** The EHR that launches the form from this address, compared as text. */
    public Optional<Launching> launching(String iss) {
        return all.stream()
                .flatMap(tenant -> tenant.ehr().launch().stream()
                        .flatMap(launch ->
                                tenant.registered(iss).stream().map(base -> new Launching(tenant, base, launch))))
                .findFirst();
    }

    /** The tenant with an id. */
    public Optional<Tenant> find(String id) {
        return all.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }

    /** Who calls where nobody has to prove it: there is one tenant then, and nothing is registered that calls. */
    public Optional<Caller> anybody() {
        boolean registered = all.size() > 1
                || authorizationServer.isPresent()
                || !all.get(0).clients().isEmpty()
                || !all.get(0).apps().isEmpty();
        return registered ? Optional.empty() : Optional.of(Caller.anybodyOf(all.get(0)));
    }
}
