package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of services is fixed, and discovery is made of it once. */
class ServiceCatalogTest {

    @Test
    void d2WithoutServicesListsNone() {
        assertThat(text(new ServiceCatalog(List.of()))).isEqualTo("{\"services\":[]}");
    }

    @Test
    void d7RefusesAnIdTwice() {
        assertThatThrownBy(() -> new ServiceCatalog(List.of(service("b"), service("b"))))
                .hasMessage("Two services have the id b; every service needs its own.");
    }

    @Test
    void d11TheSameServicesHaveTheSameTagInAnyOrder() {
        ServiceCatalog one = new ServiceCatalog(List.of(service("a"), service("b")));
        ServiceCatalog other = new ServiceCatalog(List.of(service("b"), service("a")));

        assertThat(one.entityTag()).isEqualTo(other.entityTag());
        assertThat(text(one)).isEqualTo(text(other));
        assertThat(new ServiceCatalog(List.of(service("a"))).entityTag()).isNotEqualTo(one.entityTag());
    }

    @Test
    void d13ComparesIdsWithCase() {
        assertThat(new ServiceCatalog(List.of(service("a"))).find("A")).isEmpty();
    }

    private static String text(ServiceCatalog catalog) {
        return new String(catalog.discovery(), StandardCharsets.UTF_8);
    }

    private static CdsService service(String id) {
        return new CdsService() {
            @Override
            public ServiceDefinition definition() {
                return Calls.service(id, "patient-view");
            }

            @Override
            public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
                return new CdsServiceResponseJson();
            }
        };
    }
}
