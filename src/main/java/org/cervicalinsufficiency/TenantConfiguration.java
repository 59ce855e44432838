package org.cervicalinsufficiency;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.cervicalinsufficiency.tenant.SmartLaunch;
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
    CurrentTenants currentTenants(Environment environment, CurrentKnowledge knowledge) {
        List<String> profiles = knowledge.get().profiles().all();
        return new CurrentTenants(file(environment)
                .map(file -> file.knowing(profiles, List.of(), List.of()).read())
                .orElseGet(() -> ofSettings(environment)));
    }

    @Bean
    ServerAddress serverAddress(Environment environment) {
        String address = environment.getProperty("screening.base-url", "");
        return new ServerAddress(address.isBlank() ? onThisMachine(environment) : address.trim());
    }

    /** Authors may have added a language or a guideline profile, so this is asked after what is stored has come into force. */
    @Bean
    @Order(1)
    ApplicationRunner languageCheck(CurrentKnowledge knowledge, CurrentTenants tenants, Environment environment) {
        return arguments -> {
            Set<String> written = knowledge.get().languages();
            Optional<TenantFile> file = file(environment);
            if (file.isPresent()) {
                Tenants read = file.get()
                        .knowing(knowledge.get().profiles().all(), written, topics(knowledge.get()))
                        .read();
                List<String> missing = missing(environment).apply(read);
                if (!missing.isEmpty()) {
                    throw new InsecureProduction(missing);
                }
                tenants.replace(read);
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
                file(environment),
                tenants,
                file -> {
                    KnowledgeBase inForce = knowledge.get();
                    return file.knowing(inForce.profiles().all(), inForce.languages(), topics(inForce));
                },
                missing(environment));
    }

    /** What registrations lack here; only production asks for anything. */
    private static Function<Tenants, List<String>> missing(Environment environment) {
        return isProduction(environment) ? ProductionChecks::missing : tenants -> List.of();
    }

    private static boolean isProduction(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("production"));
    }

    /** The file of registrations with the rules for it, if one is set. */
    static Optional<TenantFile> file(Environment environment) {
        String path = environment.getProperty(FILE, "");
        return path.isBlank()
                ? Optional.empty()
                : Optional.of(new TenantFile(Path.of(path.trim()), rules(environment)));
    }

    /** Whether callers are registered in a file, and prove who they are. */
    static boolean hasFile(Environment environment) {
        return !environment.getProperty(FILE, "").isBlank();
    }

    /** Who calls where nobody has to prove it: there is one tenant then. */
    static Caller anybody(CurrentTenants tenants) {
        return Caller.anybodyOf(tenants.get().all().get(0));
    }

    /** Port 0 is one that the machine chooses later; nobody can have made a token for it. */
    private static String onThisMachine(Environment environment) {
        String port = environment.getProperty("server.port", "8080");
        return "http://localhost:" + (port.equals("0") ? "8080" : port);
    }

    /** The topics of all cards that the services can show. */
    private static Set<String> topics(KnowledgeBase knowledge) {
        return ServiceDefinitionFiles.all().stream()
                .flatMap(service -> knowledge.recommendations(service.planDefinition()).stream())
                .map(Recommendation::topic)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static TenantRules rules(Environment environment) {
        List<ServiceDefinition> services = ServiceDefinitionFiles.all();
        return new TenantRules(
                Set.of(),
                Set.of(),
                services.stream().map(ServiceDefinition::id).collect(Collectors.toUnmodifiableSet()),
                services.stream()
                        .flatMap(service -> service.prefetch().keySet().stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Set.of(),
                environment.getProperty("screening.profile", "us"),
                environment.getProperty("screening.language", "en"),
                !isProduction(environment),
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
        Ehr ehr = Ehr.at(fhirBases);
        return new Tenants(
                List.of(Tenant.unregistered(
                        id,
                        new Ehr(ehr.fhirBases(), ehr.privateNetworks(), ehr.keyAliases(), launch(environment)),
                        cards)),
                Optional.empty());
    }

    private static Optional<SmartLaunch> launch(Environment environment) {
        List<String> origins = Binder.get(environment)
                .bind("screening.tenant.launch.authorization-origins", Bindable.listOf(String.class))
                .orElse(List.of());
        String scopes = environment.getProperty("screening.tenant.launch.scopes", "v2");
        return Optional.of(environment.getProperty("screening.tenant.launch.client-id", ""))
                .filter(clientId -> !clientId.isBlank())
                .map(clientId -> SmartLaunch.of(clientId, scopes, origins));
    }
}
