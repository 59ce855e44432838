package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import java.time.Clock;
import org.cervicalinsufficiency.audit.Spool;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.questionnaire.CqlCalculations;
import org.cervicalinsufficiency.questionnaire.FormGate;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.questionnaire.FormPaths;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
        interceptors.registerInterceptor(forms);
        return forms;
    }

    @Bean
    FormGate formGate(
            PublishedForms forms,
            DaoRegistry daos,
            CurrentKnowledge knowledge,
            FormPaths paths,
            Clock clock,
            FormOwners owners,
            @Value("${screening.profile:us}") String profile) {
        return new FormGate(
                forms, new KnownSubjects(daos, owners), new CqlCalculations(knowledge, profile), paths, clock);
    }

    @Bean
    FormAdmission formAdmission(
            FormGate gate,
            PublishedForms forms,
            FhirContext fhir,
            IValidationSupport validation,
            IInterceptorService interceptors) {
        FormAdmission admission = new FormAdmission(gate, forms, new SecondOpinion(fhir, validation));
        interceptors.registerInterceptor(admission);
        interceptors.registerInterceptor(new WriteRetries());
        interceptors.registerInterceptor(new NoNarratives());
        return admission;
    }

    @Bean
    CallMover callMover(Spool auditSpool, DaoRegistry daos, IHapiTransactionService transactions) {
        return new CallMover(auditSpool, daos, transactions);
    }

    @Bean
    AuditTrail auditTrail(DaoRegistry daos, Clock clock) {
        return new AuditTrail(daos, clock);
    }

    @Bean
    AccessAudit accessAudit(FhirContext fhir, AuditTrail trail, Clock clock) {
        return new AccessAudit(new AccessEvents(fhir, clock), trail);
    }
}
