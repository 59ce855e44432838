package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Optional;

/** Tenants of tests. */
public final class ExampleTenants {

    private ExampleTenants() {}

    /** A tenant in the profile us whose FHIR server has these base addresses. */
    public static Tenant local(String... fhirBases) {
        return Tenant.unregistered(
                "local", Ehr.at(List.of(fhirBases)), CardSettings.usual("us", "en", Optional.empty()));
    }

    /** Somebody who calls for such a tenant. */
    public static Caller caller() {
        return Caller.anybodyOf(local());
    }
}
