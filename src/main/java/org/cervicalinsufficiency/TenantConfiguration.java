package org.cervicalinsufficiency;

import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who uses this server. */
@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

    @Bean
    CurrentTenants currentTenants(
            @Value("${screening.tenant.id:local}") String id,
            @Value("${screening.profile:us}") String profile,
            @Value("${screening.language:en}") String language,
            @Value("${screening.form-url:}") String formUrl,
            Environment environment) {
        List<String> fhirBases = Binder.get(environment)
                .bind("screening.tenant.fhir-bases", Bindable.listOf(String.class))
                .orElse(List.of());
        CardSettings cards =
                CardSettings.usual(profile, language, Optional.of(formUrl).filter(url -> !url.isBlank()));
        return new CurrentTenants(
                new Tenants(List.of(Tenant.unregistered(id, Ehr.at(fhirBases), cards)), Optional.empty()));
    }

    /** Who calls where nobody has to prove it: there is one tenant then. */
    static Caller anybody(CurrentTenants tenants) {
        return Caller.anybodyOf(tenants.get().all().get(0));
    }
}
