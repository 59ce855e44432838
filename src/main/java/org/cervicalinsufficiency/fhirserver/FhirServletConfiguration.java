package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.interceptor.ForceOffsetSearchModeInterceptor;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The FHIR REST interface under {@code /fhir}: JSON first, no product header, no pretty printing unless asked for.
 */
@Configuration(proxyBeanMethods = false)
class FhirServletConfiguration {

    private static final int USUAL_PAGE = 50;
    private static final int LONGEST_PAGE = 500;

    @Bean
    DatabaseBackedPagingProvider paging() {
        DatabaseBackedPagingProvider paging = new DatabaseBackedPagingProvider();
        paging.setDefaultPageSize(USUAL_PAGE);
        paging.setMaximumPageSize(LONGEST_PAGE);
        return paging;
    }

    @Bean
    RestfulServer fhirServer(
            FhirContext fhir,
            DaoRegistry daos,
            ResourceProviderFactory resources,
            IFhirSystemDao<Bundle, Meta> system,
            ValueSetOperationProvider valueSets,
            DatabaseBackedPagingProvider paging,
            ObjectProvider<FhirOperations> operations,
            AuditTrail trail,
            AccessAudit access) {
        daos.setSupportedResourceTypes(SupportedResources.names());
        fhir.setParserErrorHandler(new LostValues());
        RestfulServer server = new PlainFhirServer(fhir);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setDefaultPrettyPrint(false);
        server.setUncompressIncomingContents(false);
        server.setPagingProvider(paging);
        server.setMaximumPageSize(LONGEST_PAGE);
        server.registerInterceptor(new UnservedOperations());
        server.registerInterceptor(new LongestPage(LONGEST_PAGE));
        server.registerProviders(resources.createProviders());
        server.registerProvider(new SystemTransactions(system));
        server.registerProvider(valueSets);
        operations.orderedStream().forEach(more -> server.registerProviders(more.providers()));
        server.registerInterceptor(offsetSearches());
        server.registerInterceptor(new RefusalAudit(trail));
        server.registerInterceptor(access);
        server.registerInterceptor(new FailureLog());
        server.registerInterceptor(new DraftProposals());
        server.registerInterceptor(new LocalisedForms());
        return server;
    }

    @Bean
    JpaCapabilityStatementProvider capabilities(
            RestfulServer server,
            IFhirSystemDao<Bundle, Meta> system,
            JpaStorageSettings storage,
            ISearchParamRegistry parameters,
            IValidationSupport validation,
            DaoRegistry daos) {
        JpaCapabilityStatementProvider capabilities =
                new Capabilities(server, system, storage, parameters, validation, daos);
        capabilities.setImplementationDescription("Cervical Insufficiency Screening");
        server.setServerConformanceProvider(capabilities);
        return capabilities;
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server, JpaCapabilityStatementProvider described) {
        ServletRegistrationBean<RestfulServer> servlet = new ServletRegistrationBean<>(server, "/fhir/*");
        servlet.setName("fhir");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    /** Searches page by offset: no result list is written to the database. */
    private static ForceOffsetSearchModeInterceptor offsetSearches() {
        ForceOffsetSearchModeInterceptor offset = new ForceOffsetSearchModeInterceptor();
        offset.setDefaultCount(USUAL_PAGE);
        return offset;
    }
}
