package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tenants of tests. */
public final class ExampleTenants {

    private ExampleTenants() {}

    /** A tenant in the profile us whose FHIR server has these base addresses. */
    public static Tenant local(String... fhirBases) {
        return Tenant.unregistered(
                "local", Ehr.at(List.of(fhirBases)), CardSettings.usual("us", "en", Optional.empty()));
    }

    /** One tenant whose EHR launches the form under the client id {@code form-page}; nobody else has to prove anything. */
    public static Tenants launching(String profile, String language, String... fhirBases) {
        Ehr ehr = new Ehr(
                List.of(fhirBases).stream().map(FhirBase::new).toList(),
                List.of(),
                Map.of(),
                Optional.of(new SmartLaunch("form-page", false, List.of())));
        return new Tenants(
                List.of(Tenant.unregistered("local", ehr, CardSettings.usual(profile, language, Optional.empty()))),
                Optional.empty());
    }

    /** Somebody who calls for such a tenant. */
    public static Caller caller() {
        return Caller.anybodyOf(local());
    }
}
