package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Set;
import org.cervicalinsufficiency.audit.RefusalReport;
import org.cervicalinsufficiency.audit.Spool;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.questionnaire.FormPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/**
 * The gate before the store: no form is written that the Questionnaire it names would not take, and none twice.
 */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

    @Bean
    static FormResponseDao.Replacement formResponseDao() {
        return new FormResponseDao.Replacement();
    }

    @Bean
    FormPaths formPaths(FhirContext fhir) {
        return new FormPaths(fhir);
    }

    @Bean
    PublishedForms publishedForms(DaoRegistry daos, FormPaths paths, IInterceptorService interceptors) {
        PublishedForms forms = new PublishedForms(daos, paths);
        interceptors.registerInterceptor(new ForgetAfterWrites(Set.of("Questionnaire", "ConceptMap"), forms::forget));
        return forms;
    }

    @Bean
    FormGates formGates(
            PublishedForms forms,
            DaoRegistry daos,
            CurrentKnowledge knowledge,
            FormPaths paths,
            TenantStores stores,
            Clock clock) {
        return new FormGates(forms, paths, knowledge, daos, stores, clock);
    }

    @Bean
    FormAdmission formAdmission(
            FormGates gates,
            PublishedForms forms,
            FhirContext fhir,
            IValidationSupport validation,
            IInterceptorService interceptors,
            SubmissionMeters meters) {
        FormAdmission admission = new FormAdmission(gates, forms, new SecondOpinion(fhir, validation), meters);
        interceptors.registerInterceptor(admission);
        interceptors.registerInterceptor(new WriteRetries());
        interceptors.registerInterceptor(new NoNarratives());
        interceptors.registerInterceptor(new NeverBackwards());
        return admission;
    }

    @Bean
    CallMover callMover(Spool auditSpool, DaoRegistry daos, IHapiTransactionService transactions, TenantStores stores) {
        return new CallMover(auditSpool, daos, transactions, stores);
    }

    @Bean
    RefusalReport refusalReport(DaoRegistry daos, TenantStores stores) {
        return new RefusalQuery(daos, stores);
    }

    @Bean
    StoreWriter storeWriter(DaoRegistry daos, EntityManagerFactory entities) {
        return new StoreWriter(daos, SharedEntityManagerCreator.createSharedEntityManager(entities));
    }

    @Bean
    AuditTrail auditTrail(StoreWriter writer, Clock clock, TenantStores stores) {
        return new AuditTrail(writer, clock, stores);
    }

    @Bean
    AccessAudit accessAudit(FhirContext fhir, AuditTrail trail, Clock clock) {
        return new AccessAudit(new AccessEvents(fhir, clock), trail);
    }
}
