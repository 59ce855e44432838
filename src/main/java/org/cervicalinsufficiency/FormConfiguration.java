package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.questionnaire.Assessor;
import org.cervicalinsufficiency.questionnaire.CqlCalculations;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.cervicalinsufficiency.questionnaire.FormCalculator;
import org.cervicalinsufficiency.questionnaire.FormSite;
import org.cervicalinsufficiency.questionnaire.Forms;
import org.cervicalinsufficiency.questionnaire.RecordTypes;
import org.cervicalinsufficiency.screening.PageAddress;
import org.cervicalinsufficiency.screening.PlainCards;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.webapp.FormSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Joins forms, knowledge and cards; the store of the forms is the FHIR server's own affair. */
@Configuration(proxyBeanMethods = false)
class FormConfiguration {

    @Bean
    Assessor assessor(CurrentKnowledge knowledge) {
        return (plan, facts, evaluation) -> knowledge.get().assess(plan, facts, evaluation);
    }

    @Bean
    FormAssessments formAssessments(
            CurrentKnowledge knowledge,
            Assessor assessor,
            Clock clock,
            CurrentTenants tenants,
            ServerAddress address,
            Environment environment) {
        PageAddress pages = PageAddress.at(address.url(), TenantConfiguration.hasFile(environment));
        Tenant site = TenantConfiguration.anybody(tenants).tenant();
        requireProfile(knowledge.get(), site.cards().profile());
        return new FormAssessments(
                knowledge::get, assessor, new PlainCards(knowledge::get, pages), new FormSite(clock, site));
    }

    /** The form page shows the form in force, and lets it calculate as the gate of this site would. */
    @Bean
    FormSource formSource(
            CurrentKnowledge knowledge,
            Forms forms,
            CurrentTenants tenants,
            FhirContext fhir,
            ObjectMapper json,
            Clock clock) {
        String profile = TenantConfiguration.anybody(tenants).tenant().cards().profile();
        return new FormPageSource(
                knowledge, new FormCalculator(forms, new CqlCalculations(knowledge, profile)), fhir, json, clock);
    }

    /** At the start, not at the first call. */
    private static void requireProfile(KnowledgeBase knowledge, String profile) {
        try {
            knowledge.profiles().require(profile);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException("screening.profile: " + unknown.getMessage(), unknown);
        }
    }

    /** What the services ask for beside the patient is the record here, too: one truth for both doors. */
    @Bean
    RecordTypes recordTypes() {
        Set<String> types = ServiceDefinitionFiles.all().stream()
                .flatMap(service -> service.prefetch().values().stream())
                .filter(query -> query.contains("?"))
                .map(query -> query.substring(0, query.indexOf('?')))
                .collect(Collectors.toUnmodifiableSet());
        return new RecordTypes(types);
    }
}
