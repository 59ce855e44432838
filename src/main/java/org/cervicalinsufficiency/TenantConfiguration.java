package org.cervicalinsufficiency;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.cervicalinsufficiency.tenant.Tenants;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Who uses this server: the file of registrations, or one tenant of the settings where nobody has to prove who calls. */
@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

    static final String FILE = "screening.tenants-file";

    @Bean
    CurrentTenants currentTenants(Environment environment) {
        return new CurrentTenants(file(environment).map(TenantFile::read).orElseGet(() -> ofSettings(environment)));
    }

    @Bean
    ServerAddress serverAddress(Environment environment) {
        return new ServerAddress(environment.getProperty("screening.base-url", "http://localhost:8080"));
    }

    /** Authors may have added a language, so this is asked after what is stored has come into force. */
    @Bean
    @Order(1)
    ApplicationRunner languageCheck(CurrentKnowledge knowledge, CurrentTenants tenants, Environment environment) {
        return arguments -> {
            Set<String> written = knowledge.get().languages();
            Optional<TenantFile> file = file(environment);
            if (file.isPresent()) {
                tenants.replace(file.get().withLanguages(written).read());
                return;
            }
            String language = Locale.forLanguageTag(
                            tenants.get().all().get(0).cards().language())
                    .getLanguage();
            if (!written.contains(language)) {
                throw new IllegalArgumentException(
                        "screening.language is \"" + language + "\"; the artifacts are written in " + written + ".");
            }
        };
    }

    @Bean
    TenantFileWatch tenantFileWatch(CurrentTenants tenants, CurrentKnowledge knowledge, Environment environment) {
        return new TenantFileWatch(
                file(environment), tenants, () -> knowledge.get().languages());
    }

    /** The file of registrations with the rules for it, if one is set. */
    static Optional<TenantFile> file(Environment environment) {
        String path = environment.getProperty(FILE, "");
        return path.isBlank()
                ? Optional.empty()
                : Optional.of(new TenantFile(Path.of(path.trim()), rules(environment)));
    }

    /** Who calls where nobody has to prove it: there is one tenant then. */
    static Caller anybody(CurrentTenants tenants) {
        return Caller.anybodyOf(tenants.get().all().get(0));
    }

    private static TenantRules rules(Environment environment) {
        return new TenantRules(
                Set.copyOf(Rehearsal.PROFILES),
                Set.of(),
                ServiceDefinitionFiles.all().stream()
                        .map(ServiceDefinition::id)
                        .collect(Collectors.toUnmodifiableSet()),
                environment.getProperty("screening.profile", "us"),
                environment.getProperty("screening.language", "en"),
                !environment.acceptsProfiles(Profiles.of("production")),
                new SigningKeys());
    }

    private static Tenants ofSettings(Environment environment) {
        List<String> fhirBases = Binder.get(environment)
                .bind("screening.tenant.fhir-bases", Bindable.listOf(String.class))
                .orElse(List.of());
        CardSettings cards = CardSettings.usual(
                environment.getProperty("screening.profile", "us"),
                environment.getProperty("screening.language", "en"),
                Optional.of(environment.getProperty("screening.form-url", "")).filter(url -> !url.isBlank()));
        String id = environment.getProperty("screening.tenant.id", "local");
        return new Tenants(List.of(Tenant.unregistered(id, Ehr.at(fhirBases), cards)), Optional.empty());
    }
}
