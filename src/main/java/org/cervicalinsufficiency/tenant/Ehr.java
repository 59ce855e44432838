package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The FHIR server of a tenant, and how its EHR names what it sends.
 *
 * @param fhirBases its base addresses, under every name it is known by; nothing else is ever called for this tenant
 * @param privateNetworks ranges of private addresses, in CIDR notation, that a base may resolve to
 * @param keyAliases our prefetch key, and the keys under which this EHR sends the same
 * @param launch how it launches the form; empty where it does not
 */
public record Ehr(
        List<FhirBase> fhirBases,
        List<String> privateNetworks,
        Map<String, List<String>> keyAliases,
        Optional<SmartLaunch> launch) {

    /** An EHR that does not launch the form. */
    public Ehr(List<FhirBase> fhirBases, List<String> privateNetworks, Map<String, List<String>> keyAliases) {
        this(fhirBases, privateNetworks, keyAliases, Optional.empty());
    }

    /** A FHIR server known by name only, with our own prefetch keys. */
    public static Ehr at(List<String> fhirBases) {
        return new Ehr(fhirBases.stream().map(FhirBase::new).toList(), List.of(), Map.of());
    }

    /** Copies the lists. */
    public Ehr {
        fhirBases = List.copyOf(fhirBases);
        privateNetworks = List.copyOf(privateNetworks);
        keyAliases = Map.copyOf(keyAliases);
    }
}
