package org.cervicalinsufficiency;

import jakarta.servlet.Filter;
import org.cervicalinsufficiency.cdshooks.web.FilterOrder;
import org.cervicalinsufficiency.fhirserver.launched.LaunchedFilter;
import org.cervicalinsufficiency.security.AddressRateFilter;
import org.cervicalinsufficiency.security.BodyFilter;
import org.cervicalinsufficiency.security.BrowserOrigins;
import org.cervicalinsufficiency.security.ClientRateFilter;
import org.cervicalinsufficiency.security.ClosingFilter;
import org.cervicalinsufficiency.security.CrossOriginFilter;
import org.cervicalinsufficiency.security.FailureRateFilter;
import org.cervicalinsufficiency.security.HeadersFilter;
import org.cervicalinsufficiency.security.PlainPathFilter;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands before both interfaces. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeProperties.class)
class EdgeConfiguration {

    private static final String[] HOOKS = {"/cds-services", "/cds-services/*"};
    private static final String[] FHIR = {"/fhir", "/fhir/*"};
    private static final String LAUNCHED = "/launched/*";
    private static final String FORMS = "/forms/*";

    /** The answers of one form, several times over: all that the form page sends to its own address. */
    private static final int FORM_BODY = 128 * 1024;

    /** What larger forms under way may hold together, anybody's. */
    private static final long FORM_BODIES = 2 * 1024 * 1024;

    private static final CrossOriginFilter.Allowed FHIR_FROM_BROWSERS = new CrossOriginFilter.Allowed(
            "GET, POST, PUT, PATCH, DELETE",
            "authorization, content-type, accept, prefer, if-none-exist, if-match",
            "Location, ETag, Content-Location, X-Request-Id, X-Assessment-Later");

    /** A body is read when it is known who sends it. */
    private static final int BODY = FilterOrder.TOKEN + 10;

    @Bean
    FilterRegistrationBean<Filter> headersFilter() {
        return registration(new HeadersFilter(), "headersFilter", FilterOrder.HEADERS, "/*");
    }

    /** Told by {@link PauseBeforeStop} when no more calls are taken. */
    @Bean
    ClosingFilter closingFilter() {
        return new ClosingFilter();
    }

    @Bean
    FilterRegistrationBean<Filter> closingCalls(ClosingFilter filter) {
        return registration(
                filter, "closingCalls", FilterOrder.RATE, HOOKS[0], HOOKS[1], FHIR[0], FHIR[1], LAUNCHED, FORMS);
    }

    /** Pages of the listed origins may use the FHIR interface like the hooks: with the same tokens as everybody. */
    @Bean
    FilterRegistrationBean<Filter> fhirCorsFilter(BrowserOrigins origins) {
        return registration(
                new CrossOriginFilter(origins, FHIR_FROM_BROWSERS), "fhirCorsFilter", FilterOrder.CORS, FHIR);
    }

    @Bean
    FilterRegistrationBean<Filter> hooksPathFilter() {
        return registration(new PlainPathFilter(), "hooksPathFilter", FilterOrder.RATE, HOOKS);
    }

    @Bean
    FilterRegistrationBean<Filter> fhirPathFilter() {
        return registration(new PlainPathFilter(), "fhirPathFilter", FilterOrder.RATE, FHIR);
    }

    @Bean
    FilterRegistrationBean<Filter> failureRateFilter(EdgeProperties limits) {
        return registration(
                new FailureRateFilter(limits.failuresPerSecond(), limits.failuresAtOnce()),
                "failureRateFilter",
                FilterOrder.RATE,
                HOOKS[0],
                HOOKS[1],
                FHIR[0],
                FHIR[1],
                LAUNCHED);
    }

    @Bean
    FilterRegistrationBean<Filter> clientRateFilter(EdgeProperties limits) {
        return registration(
                new ClientRateFilter(limits.callsPerSecond(), limits.callsAtOnce()),
                "clientRateFilter",
                FilterOrder.CLIENT_RATE,
                HOOKS[0],
                HOOKS[1],
                FHIR[0],
                FHIR[1]);
    }

    @Bean
    FilterRegistrationBean<Filter> hooksBodyFilter(
            EdgeProperties limits, @Value("${screening.hooks.max-body-bytes:4194304}") int limit) {
        return registration(
                new BodyFilter(limit, limits.bodyTime(), limits.bodiesInFlight().toBytes()),
                "hooksBodyFilter",
                BODY,
                HOOKS);
    }

    /** A launched call goes on to {@code /fhir}: both doors hold their bodies from one budget. */
    @Bean
    FilterRegistrationBean<Filter> fhirBodyFilter(EdgeProperties limits) {
        return registration(
                new BodyFilter(
                        (int) limits.fhirBody().toBytes(),
                        limits.bodyTime(),
                        limits.bodiesInFlight().toBytes()),
                "fhirBodyFilter",
                BODY,
                FHIR[0],
                FHIR[1],
                LAUNCHED);
    }

    @Bean
    FilterRegistrationBean<Filter> launchedPathFilter() {
        return registration(new PlainPathFilter(), "launchedPathFilter", FilterOrder.RATE, LAUNCHED);
    }

    /** Whose a launched call is stands in its body. */
    @Bean
    FilterRegistrationBean<Filter> launchedFilter(CurrentTenants tenants) {
        return registration(new LaunchedFilter(tenants), "launchedFilter", BODY + 1, LAUNCHED);
    }

    @Bean
    FilterRegistrationBean<Filter> launchedRateFilter(EdgeProperties limits) {
        return registration(
                new ClientRateFilter(limits.callsPerSecond(), limits.callsAtOnce()),
                "launchedRateFilter",
                BODY + 2,
                LAUNCHED);
    }

    /** Anybody may have a form calculated; nobody so often that others cannot. */
    @Bean
    FilterRegistrationBean<Filter> formsRateFilter(EdgeProperties limits) {
        return registration(
                new AddressRateFilter(limits.formsPerSecond(), limits.formsAtOnce()),
                "formsRateFilter",
                FilterOrder.RATE,
                FORMS);
    }

    @Bean
    FilterRegistrationBean<Filter> formsBodyFilter(EdgeProperties limits) {
        return registration(new BodyFilter(FORM_BODY, limits.bodyTime(), FORM_BODIES), "formsBodyFilter", BODY, FORMS);
    }

    private static FilterRegistrationBean<Filter> registration(
            Filter filter, String name, int order, String... patterns) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.addUrlPatterns(patterns);
        registration.setOrder(order);
        return registration;
    }
}
