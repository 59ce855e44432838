package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Optional;

/**
 * An EHR that uses this server. Ids of patients are unique within one tenant only.
 *
 * @param id short name, unique among the tenants
 * @param fhirBases base URLs of the tenant's own FHIR server, under every name it is known by
 */
public record Tenant(String id, List<String> fhirBases) {

    /** Refuses what could not be told apart later; a trailing slash of a base is dropped. */
    public Tenant {
        if (id.isBlank()) {
            throw new IllegalArgumentException("screening.tenant.id is empty; give the tenant a short name.");
        }
        fhirBases = fhirBases.stream().map(Tenant::withoutSlash).toList();
        fhirBases.stream()
                .filter(base -> !base.matches("https?://.+"))
                .findFirst()
                .ifPresent(base -> {
                    throw new IllegalArgumentException("screening.tenant.fhir-bases has \"" + base
                            + "\"; write an absolute http or https address.");
                });
    }

    /**
     * The part of an address behind one of the tenant's bases.
     *
     * @param address for example {@code https://ehr.example/fhir/Patient/1}
     * @return for example {@code Patient/1}; empty if it is somebody else's
     */
    public Optional<String> relative(String address) {
        return fhirBases.stream()
                .filter(base -> address.startsWith(base + "/"))
                .map(base -> address.substring(base.length() + 1))
                .findFirst();
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
