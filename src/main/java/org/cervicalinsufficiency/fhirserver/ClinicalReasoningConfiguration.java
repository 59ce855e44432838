package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.IRepositoryFactory;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.questionnaire.EhrRecords;
import org.cervicalinsufficiency.questionnaire.FormPrefill;
import org.opencds.cqf.fhir.cql.EvaluationSettings;
import org.opencds.cqf.fhir.cql.engine.retrieve.RetrieveSettings;
import org.opencds.cqf.fhir.cql.engine.terminology.TerminologySettings;
import org.opencds.cqf.fhir.cr.CrSettings;
import org.opencds.cqf.fhir.cr.activitydefinition.ActivityDefinitionProcessor;
import org.opencds.cqf.fhir.cr.hapi.r4.activitydefinition.ActivityDefinitionApplyProvider;
import org.opencds.cqf.fhir.cr.hapi.r4.library.LibraryEvaluateProvider;
import org.opencds.cqf.fhir.cr.hapi.r4.plandefinition.PlanDefinitionApplyProvider;
import org.opencds.cqf.fhir.cr.library.LibraryProcessor;
import org.opencds.cqf.fhir.cr.questionnaire.QuestionnaireProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The standard's own doors to the knowledge: {@code PlanDefinition/$apply}, {@code ActivityDefinition/$apply} and {@code
 * Library/$evaluate} of the clinical-reasoning module; {@code Questionnaire/$populate} is ours for our own form, and the
 * module's for any other. Its CDS Hooks part, its measures and its artifact life cycle are not wired.
 */
@Configuration(proxyBeanMethods = false)
class ClinicalReasoningConfiguration {

    /** Code filters are applied by the engine, over the expansions that our value sets bring with them. */
    @Bean
    EvaluationSettings evaluationSettings() {
        return EvaluationSettings.getDefault()
                .withRetrieveSettings(new RetrieveSettings()
                        .setTerminologyParameterMode(RetrieveSettings.TERMINOLOGY_FILTER_MODE.FILTER_IN_MEMORY))
                .withTerminologySettings(new TerminologySettings()
                        .setValuesetExpansionMode(TerminologySettings.VALUESET_EXPANSION_MODE.PERFORM_NAIVE_EXPANSION)
                        .setValuesetMembershipMode(TerminologySettings.VALUESET_MEMBERSHIP_MODE.USE_EXPANSION)
                        .setCodeLookupMode(TerminologySettings.CODE_LOOKUP_MODE.USE_CODESYSTEM_URL));
    }

    /**
     * The next call of an operation compiles and expands what is stored then. All libraries are forgotten, since others may
     * include the changed one.
     */
    @Bean
    ForgetAfterWrites compiledKnowledge(EvaluationSettings settings, IInterceptorService interceptors) {
        ForgetAfterWrites forget = new ForgetAfterWrites(Set.of("Library", "ValueSet", "CodeSystem"), () -> {
            settings.getLibraryCache().clear();
            settings.getValueSetCache().clear();
        });
        interceptors.registerInterceptor(forget);
        return forget;
    }

    @Bean
    IRepositoryFactory storedResources(DaoRegistry daos, ObjectProvider<RestfulServer> server) {
        return call -> new WholeSearches(daos, call, server.getObject());
    }

    @Bean
    StockPopulate stockPopulate(IRepositoryFactory stored, EvaluationSettings evaluation) {
        CrSettings settings = new CrSettings().withEvaluationSettings(evaluation);
        return new StockPopulate(call -> new QuestionnaireProcessor(stored.create(call), settings));
    }

    @Bean
    FormPrefill formPrefill(CurrentKnowledge knowledge, Clock clock) {
        return new FormPrefill(knowledge, clock);
    }

    @Bean
    ForeignCharts foreignCharts(EhrRecords records, TenantStores stores) {
        return new ForeignCharts(records, stores);
    }

    @Bean
    FhirOperations clinicalReasoning(
            DaoRegistry daos,
            IRepositoryFactory stored,
            EvaluationSettings evaluation,
            FormPrefill prefill,
            StockPopulate stock,
            ForeignCharts foreign,
            TenantStores tenants) {
        CrSettings settings = new CrSettings().withEvaluationSettings(evaluation);
        PopulateOperation.Sources sources =
                new PopulateOperation.Sources(call -> new StoredCharts(daos, call), foreign, tenants);
        ApplyChecks checks = new ApplyChecks(daos);
        IRepositoryFactory checked = call -> {
            checks.check(call);
            return stored.create(call);
        };
        return new FhirOperations(List.of(
                new PlanDefinitionApplyProvider(call -> new SharedEvaluationPlans(checked.create(call), settings)),
                new ActivityDefinitionApplyProvider(
                        call -> new ActivityDefinitionProcessor(checked.create(call), settings)),
                new PopulateOperation(daos, prefill, sources, stock),
                new LibraryEvaluateProvider(call -> new LibraryProcessor(stored.create(call), settings))));
    }
}
