package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.cervicalinsufficiency.feedback.IssuedCards;
import org.cervicalinsufficiency.feedback.KnownReasons;
import org.cervicalinsufficiency.feedback.PatientMemory;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeEditions;
import org.cervicalinsufficiency.knowledge.KnowledgeTrial;
import org.cervicalinsufficiency.screening.CallForms;
import org.cervicalinsufficiency.screening.EvaluationWatch;
import org.cervicalinsufficiency.screening.PageAddress;
import org.cervicalinsufficiency.screening.ScreeningService;
import org.cervicalinsufficiency.security.AuthorPermission;
import org.cervicalinsufficiency.security.AuthorTokens;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Joins knowledge, protocol and clock: one CDS service for each folder of {@code cds-services/}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthoringProperties.class)
class ScreeningConfiguration {

    @Bean
    KnowledgeEditions knowledgeEditions() {
        return new KnowledgeEditions(FhirContext.forR4Cached(), new KnowledgeFiles().read());
    }

    /** Begins with the shipped set; what authors stored comes into force before the first call. */
    @Bean
    CurrentKnowledge currentKnowledge(KnowledgeEditions editions) {
        return new CurrentKnowledge(editions.shipped());
    }

    @Bean
    KnowledgeTrial knowledgeTrial(CallHandler handler) {
        return new Rehearsal(ServiceDefinitionFiles.all(), handler);
    }

    /** The reasons of the edition in force, also for a site with a list of its own: older cards may offer them. */
    @Bean
    KnownReasons knownReasons(CurrentKnowledge knowledge, CurrentTenants tenants) {
        return (tenant, code) -> tenants.get()
                        .find(tenant)
                        .filter(site -> site.cards().presentation().offers(code))
                        .isPresent()
                || knowledge.get().wording().members(ScreeningService.OVERRIDE_REASONS).stream()
                        .anyMatch(reason -> reason.code().equals(code));
    }

    @Bean
    AuthorPermission authorPermission(AuthoringProperties authoring) {
        return new AuthorTokens(authoring.tokenSha256());
    }

    @Bean
    List<CdsService> cdsServices(
            CurrentKnowledge knowledge,
            Clock clock,
            PatientMemory memory,
            IssuedCards issued,
            ServerAddress address,
            EvaluationWatch watch,
            Environment environment) {
        PageAddress pages = PageAddress.at(address.url(), TenantConfiguration.hasFile(environment));
        CallForms forms = new CallForms(memory);
        return ServiceDefinitionFiles.all().stream()
                .map(definition -> (CdsService) new ScreeningService(definition, knowledge, clock, forms, issued)
                        .linkingTo(pages)
                        .watchedBy(watch))
                .toList();
    }
}
