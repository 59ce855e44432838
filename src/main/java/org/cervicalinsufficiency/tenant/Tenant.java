package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Optional;

/**
 * An EHR that uses this server. Ids of patients are unique within one tenant only (ADR 0018).
 *
 * @param id short name, unique among the tenants
 * @param name what people call it
 * @param ehr its FHIR server
 * @param clients what calls the hooks
 * @param apps what calls {@code /fhir}
 * @param cards how it wants its cards
 * @param origins browser origins whose pages may call the hooks and the FHIR interface, each as
 *     {@code scheme://host[:port]}
 */
public record Tenant(
        String id,
        String name,
        Ehr ehr,
        List<CdsClient> clients,
        List<BackendApp> apps,
        CardSettings cards,
        List<String> origins) {

    /** Refuses a tenant without a name; copies the lists. */
    public Tenant {
        if (id.isBlank()) {
            throw new IllegalArgumentException("screening.tenant.id is empty; give the tenant a short name.");
        }
        clients = List.copyOf(clients);
        apps = List.copyOf(apps);
        origins = List.copyOf(origins);
    }

    /** A tenant of which nothing is registered that calls by itself. */
    public static Tenant unregistered(String id, Ehr ehr, CardSettings cards) {
        return new Tenant(id, id, ehr, List.of(), List.of(), cards, List.of());
    }

    /**
     * The part of an address behind one of the tenant's bases.
     *
     * @param address for example {@code https://ehr.example/fhir/Patient/1}
     * @return for example {@code Patient/1}; empty if it is somebody else's
     */
    public Optional<String> relative(String address) {
        return ehr.fhirBases().stream()
                .flatMap(base -> base.relative(address).stream())
                .findFirst();
    }

    /** The base that is registered with exactly this text; one trailing slash says nothing. */
    public Optional<FhirBase> registered(String address) {
        String plain = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return ehr.fhirBases().stream().filter(base -> base.url().equals(plain)).findFirst();
    }

    /** The base that an address is, however it is spelled: the one that is asked, and named wherever data of it are. */
    public Optional<FhirBase> baseAt(String address) {
        return ehr.fhirBases().stream().filter(base -> base.matches(address)).findFirst();
    }

    /** Whether an address is one of the tenant's bases. */
    public boolean isBase(String address) {
        return baseAt(address).isPresent();
    }
}
