package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.questionnaire.StoredForms;
import org.cervicalinsufficiency.screening.CallForms;
import org.cervicalinsufficiency.screening.ScreeningService;
import org.cervicalinsufficiency.screening.ScreeningSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins knowledge, protocol and clock: one CDS service for each folder of {@code cds-services/}. */
@Configuration(proxyBeanMethods = false)
class ScreeningConfiguration {

    @Bean
    KnowledgeBase knowledgeBase() {
        return KnowledgeBase.load(FhirContext.forR4Cached(), new KnowledgeFiles().read());
    }

    @Bean
    ScreeningSettings screeningSettings(
            KnowledgeBase knowledge,
            @Value("${screening.profile:us}") String profile,
            @Value("${screening.language:en}") String language,
            @Value("${screening.form-url:}") String formUrl) {
        if (!knowledge.languages().contains(language)) {
            throw new IllegalArgumentException("screening.language is \"" + language
                    + "\"; the artifacts are written in " + knowledge.languages() + ".");
        }
        return new ScreeningSettings(
                profile, Locale.forLanguageTag(language), Optional.of(formUrl).filter(url -> !url.isBlank()));
    }

    @Bean
    List<CdsService> cdsServices(
            KnowledgeBase knowledge, Clock clock, ScreeningSettings settings, FormOwners owners, StoredForms stored) {
        CallForms forms = new CallForms(owners, stored);
        return ServiceDefinitionFiles.all().stream()
                .map(definition -> (CdsService) new ScreeningService(definition, knowledge, clock, settings, forms))
                .toList();
    }
}
