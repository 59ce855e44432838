package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.cervicalinsufficiency.feedback.PatientMemory;
import org.cervicalinsufficiency.fhirserver.feedback.ActedCards;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.cervicalinsufficiency.questionnaire.RecordTypes;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What follows from a stored form, and how hook calls read the stored forms. */
@Configuration(proxyBeanMethods = false)
class AssessmentConfiguration {

    private static final int READERS = 4;
    private static final int EVALUATIONS = 4;
    private static final int WAITING = 256;
    private static final Duration EVALUATION_LIMIT = Duration.ofSeconds(5);

    @Bean
    ScreeningFormTable screeningForms(
            DataSource source,
            FhirContext fhir,
            EntityManagerFactory afterHibernate,
            @Value("${screening.database.schema-update}") boolean schemaUpdate) {
        return new ScreeningFormTable(source, fhir, schemaUpdate);
    }

    @Bean
    BoundedCalls storedFormReaders(@Value("${screening.hooks.store-deadline}") Duration limit) {
        return new BoundedCalls("stored-forms", READERS, WAITING, limit);
    }

    @Bean
    BoundedCalls formEvaluations() {
        return new BoundedCalls("assess-form", EVALUATIONS, WAITING, EVALUATION_LIMIT);
    }

    @Bean
    PatientMemory patientMemory(
            ScreeningFormTable tableMade,
            DataSource source,
            ActedCards acted,
            FhirContext fhir,
            BoundedCalls storedFormReaders) {
        return new TimelyMemory(new PatientMemoryTable(source, acted, fhir), storedFormReaders);
    }

    @Bean
    StoredFormsRebuild storedFormsRebuild(
            ScreeningFormTable table, DaoRegistry daos, FormAssessments forms, TenantStores stores) {
        return new StoredFormsRebuild(table, daos, forms, stores);
    }

    @Bean
    LocalRecord localRecord(
            DaoRegistry daos, DataSource source, StoreWriter writer, RecordTypes types, ScreeningFormTable table) {
        return new LocalRecord(daos, source, writer, Set.copyOf(types.names()), table);
    }

    @Bean
    DerivedResources derivedResources(DaoRegistry daos, FhirContext fhir, StoreWriter writer) {
        fhir.getParserOptions().setDontStripVersionsFromReferencesAtPaths("Provenance.entity.what");
        return new DerivedResources(daos, writer);
    }

    @Bean
    LaterTasks laterTasks(DerivedResources derived, Clock clock) {
        return new LaterTasks(derived, clock);
    }

    @Bean
    FormDerivation formDerivation(
            FormAssessments forms,
            LocalRecord records,
            DerivedResources derived,
            LaterTasks later,
            ScreeningFormTable table,
            BoundedCalls formEvaluations,
            Clock clock) {
        return new FormDerivation(
                forms, new FormDerivation.Store(records, derived, later, table), formEvaluations, clock);
    }

    @Bean
    SubmissionHook submissionHook(
            FormDerivation derivation, TenantStores stores, IInterceptorService interceptors, SubmissionMeters meters) {
        SubmissionHook hook = new SubmissionHook(derivation, stores, meters);
        interceptors.registerInterceptor(hook);
        return hook;
    }

    @Bean
    LaterWorker laterWorker(
            DaoRegistry daos,
            IHapiTransactionService transactions,
            DerivedResources derived,
            LaterTasks later,
            TenantStores stores,
            FormDerivation derivation,
            FormAssessments forms) {
        return new LaterWorker(new LaterWorker.Store(daos, transactions, derived, later, stores), derivation, forms);
    }

    @Bean
    @Order(3)
    ApplicationRunner laterWorkerStart(
            LaterWorker worker, @Value("${screening.assess-later.pause:30s}") Duration pause) {
        return arguments -> worker.start(pause);
    }

    @Bean
    FhirOperations assessOperation(
            FormAssessments forms,
            LocalRecord records,
            ForeignCharts foreign,
            DaoRegistry daos,
            FormAdmission admission,
            TenantStores stores) {
        return new FhirOperations(List.of(
                new AssessOperation(forms, new AssessOperation.Records(records, foreign), daos, admission, stores)));
    }

    @Bean
    LaterNotice laterNotice(RestfulServer server) {
        LaterNotice notice = new LaterNotice();
        server.registerInterceptor(notice);
        return notice;
    }

    @Bean
    OperationCanonicals operationCanonicals(RestfulServer server, ArtifactFiles files) {
        OperationCanonicals canonicals = new OperationCanonicals(files.resources("operationdefinition").stream()
                .map(OperationDefinition.class::cast)
                .toList());
        server.registerInterceptor(canonicals);
        return canonicals;
    }
}
