package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IPartitionLookupSvc;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** One tenant and no authorization server: open for trials, closed in production whatever the registrations say. */
class FhirAccessFilterTest {

    private static final IPartitionLookupSvc UNASKED = (IPartitionLookupSvc) Proxy.newProxyInstance(
            FhirAccessFilterTest.class.getClassLoader(),
            new Class<?>[] {IPartitionLookupSvc.class},
            (proxy, method, arguments) -> {
                throw new AssertionError(method);
            });

    private final CurrentTenants tenants = new CurrentTenants(new Tenants(
            List.of(Tenant.unregistered("a", Ehr.at(List.of()), CardSettings.usual("us", "en", Optional.empty()))),
            Optional.empty()));

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /** The caller with whom the call passed; empty if it did not. */
    private Optional<Object> passed(boolean neverOpen, String method, String path) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        MockFilterChain chain = new MockFilterChain();
        new FhirAccessFilter(
                        tenants,
                        Optional.empty(),
                        new TenantStores(tenants, UNASKED, new PartitionSettings()),
                        neverOpen)
                .doFilter(request, response, chain);
        return chain.getRequest() == null
                ? Optional.empty()
                : Optional.of(Optional.<Object>ofNullable(request.getAttribute(Caller.ATTRIBUTE))
                        .orElse("nobody"));
    }

    @Test
    void isOpenForTrials() throws Exception {
        assertThat(passed(false, "GET", "/fhir/Patient")).containsInstanceOf(Caller.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir", "/fhir/Patient", "/fhir/Patient/1", "/fhir/Questionnaire/$populate"})
    void isNeverOpenInProduction(String path) throws Exception {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            response.reset();
            assertThat(passed(true, method, path)).isEmpty();
            assertThat(response.getStatus()).isEqualTo(401);
            assertThat(response.getHeader("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void describesItselfToAnybodyInProduction() throws Exception {
        assertThat(passed(true, "GET", "/fhir/metadata")).contains("nobody");
    }
}
