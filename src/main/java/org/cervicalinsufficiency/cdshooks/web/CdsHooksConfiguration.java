package org.cervicalinsufficiency.cdshooks.web;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hapi.fhir.cdshooks.api.ICdsServiceRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.cervicalinsufficiency.audit.CallTrail;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.CatalogRegistry;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.EhrServer;
import org.cervicalinsufficiency.cdshooks.FhirServerRule;
import org.cervicalinsufficiency.cdshooks.HookCallReader;
import org.cervicalinsufficiency.cdshooks.PrefetchReader;
import org.cervicalinsufficiency.cdshooks.ResponseWriter;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.cervicalinsufficiency.feedback.KnownReasons;
import org.cervicalinsufficiency.security.BrowserOrigins;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.CrossOriginFilter;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Wires CDS Hooks around the services there are: beans of type {@link CdsService}, or one bean that is a list of them.
 * HAPI's own configuration of its CDS module is not used, because it replaces the application's {@code ObjectMapper}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HooksProperties.class)
@Import({CdsHooksController.class, FeedbackController.class, CdsHooksErrors.class})
public class CdsHooksConfiguration {

    private static final String[] PATHS = {"/cds-services", "/cds-services/*"};
    private static final CrossOriginFilter.Allowed FROM_BROWSERS =
            new CrossOriginFilter.Allowed("GET, POST", "authorization, content-type, accept", "");

    @Bean
    ServiceCatalog cdsServiceCatalog(ObjectProvider<List<CdsService>> services, HooksProperties properties) {
        return new ServiceCatalog(properties.enabled() ? services.getIfAvailable(List::of) : List.of());
    }

    @Bean
    CallHandler cdsCallHandler(HooksProperties properties, EhrServer ehr) {
        FhirServerRule rule = properties.allowHttpFhirServer() ? FhirServerRule.HTTP_TOO : FhirServerRule.HTTPS_ONLY;
        return new CallHandler(new HookCallReader(rule), new PrefetchReader(FhirContext.forR4Cached()), ehr);
    }

    @Bean
    ResponseWriter cdsResponseWriter() {
        return new ResponseWriter(FhirContext.forR4Cached());
    }

    @Bean
    CallAudit cdsCallAudit(ObjectProvider<CallTrail> trail, ObjectProvider<Clock> clock) {
        return new CallAudit(
                trail.getIfAvailable(CallTrail::none),
                clock.getIfAvailable(() -> Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
    }

    @Bean
    ICdsServiceRegistry cdsServiceRegistry(
            ServiceCatalog catalog, CallHandler handler, ResponseWriter writer, CurrentTenants tenants) {
        return new CatalogRegistry(
                catalog,
                handler,
                writer,
                () -> Caller.anybodyOf(tenants.get().all().get(0)));
    }

    @Bean
    FeedbackCounts cdsFeedbackCounts(ObjectProvider<MeterRegistry> meters, ObjectProvider<KnownReasons> reasons) {
        return new FeedbackCounts(
                meters.getIfAvailable(SimpleMeterRegistry::new), reasons.getIfAvailable(() -> (tenant, code) -> false));
    }

    @Bean
    CallMeters cdsCallMeters(ObjectProvider<MeterRegistry> meters) {
        return new CallMeters(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    /** Made also where nobody is registered, so that its counters are there. */
    @Bean
    TokenLog cdsTokenLog(ObjectProvider<MeterRegistry> meters) {
        return new TokenLog(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    FilterRegistrationBean<Filter> cdsCallMeterFilter(
            ServiceCatalog catalog, CurrentTenants tenants, CallMeters meters) {
        return registration(new CallMeterFilter(catalog, tenants, meters), "cdsCallMeterFilter", FilterOrder.METERS);
    }

    @Bean
    FilterRegistrationBean<Filter> cdsCorrelationIdFilter() {
        return registration(new CorrelationIdFilter(), "cdsCorrelationIdFilter", FilterOrder.CORRELATION);
    }

    @Bean
    BrowserOrigins browserOrigins(HooksProperties properties, CurrentTenants tenants) {
        Set<String> origins = Set.copyOf(properties.allowedOrigins());
        return origin -> origins.contains(origin)
                || tenants.get().all().stream()
                        .anyMatch(tenant -> tenant.origins().contains(origin));
    }

    @Bean
    FilterRegistrationBean<Filter> cdsCorsFilter(BrowserOrigins origins) {
        return registration(new CrossOriginFilter(origins, FROM_BROWSERS), "cdsCorsFilter", FilterOrder.CORS);
    }

    /** Stands in the way only where clients are registered: then the root has made what checks their tokens. */
    @Bean
    FilterRegistrationBean<Filter> cdsTokenFilter(
            ObjectProvider<ClientTokens> tokens,
            ObjectProvider<ServerAddress> address,
            HooksProperties properties,
            TokenLog log) {
        ClientTokens checked = tokens.getIfAvailable();
        Filter filter = checked == null
                ? (request, response, chain) -> chain.doFilter(request, response)
                : new TokenFilter(checked, address.getObject(), properties.openDiscovery(), log);
        FilterRegistrationBean<Filter> registration = registration(filter, "cdsTokenFilter", FilterOrder.TOKEN);
        registration.setEnabled(checked != null);
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> cdsEntitlementFilter(ServiceCatalog catalog, TokenLog log, CallAudit audit) {
        return registration(
                new EntitlementFilter(id -> catalog.find(id).isPresent(), log, audit),
                "cdsEntitlementFilter",
                FilterOrder.ENTITLED);
    }

    /** All doors; nobody counts where there is no trail. */
    @Bean
    FilterRegistrationBean<Filter> cdsRefusedCallFilter(ObjectProvider<RefusedCalls> refused) {
        RefusedCalls counted = refused.getIfAvailable();
        Filter filter = counted == null
                ? (request, response, chain) -> chain.doFilter(request, response)
                : new RefusedCallFilter(counted);
        FilterRegistrationBean<Filter> registration = registration(filter, "cdsRefusedCallFilter", FilterOrder.REFUSED);
        registration.addUrlPatterns("/fhir", "/fhir/*", "/launched/*", "/reports/*", "/forms/*");
        registration.setEnabled(counted != null);
        return registration;
    }

    /** Both interfaces: what the FHIR server refuses itself, it writes down itself. */
    @Bean
    FilterRegistrationBean<Filter> cdsRefusalFilter(CallAudit audit) {
        FilterRegistrationBean<Filter> registration =
                registration(new RefusalFilter(audit), "cdsRefusalFilter", FilterOrder.REFUSALS);
        registration.addUrlPatterns("/fhir", "/fhir/*");
        return registration;
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, String name, int order) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.addUrlPatterns(PATHS);
        registration.setOrder(order);
        return registration;
    }
}
