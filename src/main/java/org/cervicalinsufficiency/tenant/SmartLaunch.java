package org.cervicalinsufficiency.tenant;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an EHR launches the form page (SMART App Launch). The page is a public client: it has no secret.
 *
 * @param clientId under which the EHR knows the page
 * @param older whether the EHR knows the scopes of SMART App Launch 1 only
 * @param authorizationOrigins origins of the EHR's authorization server, where it does not stand beside its FHIR server
 */
public record SmartLaunch(String clientId, boolean older, List<String> authorizationOrigins) {

    /** The spelling of scopes in use today. */
    static final String CURRENT = "v2";

    /** All spellings. */
    static final List<String> SPELLINGS = List.of(CURRENT, "v1");

    /** What a site without a file of registrations sets. */
    public static SmartLaunch of(String clientId, String scopes, List<String> authorizationOrigins) {
        if (!SPELLINGS.contains(scopes)) {
            throw new IllegalArgumentException("screening.tenant.launch.scopes is \"" + scopes + "\"; write v2 or v1.");
        }
        return new SmartLaunch(clientId, !scopes.equals(CURRENT), authorizationOrigins);
    }

    /** Copies the list. */
    public SmartLaunch {
        authorizationOrigins = List.copyOf(authorizationOrigins);
    }

    /**
     * The least scopes with which the record can be read.
     *
     * @param types what is searched for beside the patient
     */
    public String scope(Collection<String> types) {
        Stream<String> reading = older
                ? Stream.concat(Stream.of("Patient"), types.stream().sorted()).map(type -> "patient/" + type + ".read")
                : Stream.concat(
                        Stream.of("patient/Patient.r"), types.stream().sorted().map(type -> "patient/" + type + ".rs"));
        return Stream.concat(Stream.of("launch", "openid", "fhirUser"), reading).collect(Collectors.joining(" "));
    }
}
