package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.entity.PartitionEntity;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IPartitionLookupSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which part of the store a record lies that is known by the id of a tenant only, or is nobody's. */
class TenantStoresTest {

    private static final RequestPartitionId SHARED = RequestPartitionId.defaultPartition(new PartitionSettings());

    private Tenants three;

    @BeforeEach
    void readTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("t.yaml"), SecureTenants.yaml());
        three = new TenantFile(
                        file,
                        new TenantRules(
                                Set.of(),
                                Set.of(),
                                Set.of("cervical-insufficiency-patient-view"),
                                "us",
                                "en",
                                true,
                                new SigningKeys()))
                .read();
    }

    private static TenantStores stores(Tenants tenants) {
        PartitionSettings settings = new PartitionSettings();
        settings.setPartitioningEnabled(true);
        return new TenantStores(new CurrentTenants(tenants), partitions(), settings);
    }

    /** Partitions in memory. */
    private static IPartitionLookupSvc partitions() {
        Map<String, PartitionEntity> made = new HashMap<>();
        return (IPartitionLookupSvc) Proxy.newProxyInstance(
                TenantStoresTest.class.getClassLoader(),
                new Class<?>[] {IPartitionLookupSvc.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getPartitionByName" ->
                        Optional.ofNullable(made.get(String.valueOf(arguments[0])))
                                .orElseThrow(() -> new ResourceNotFoundException("none"));
                    case "generateRandomUnusedPartitionId" -> made.size() + 1;
                    case "createPartition" -> {
                        PartitionEntity one = (PartitionEntity) arguments[0];
                        made.put(one.getName(), one);
                        yield one;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void eachTenantHasAPartOfItsOwn() {
        TenantStores stores = stores(three);

        RequestPartitionId alpha = stores.named("alpha").partition();
        RequestPartitionId beta = stores.named("beta").partition();
        assertThat(alpha).isNotEqualTo(beta).isNotEqualTo(SHARED);
        assertThat(beta).isNotEqualTo(SHARED);
        assertThat(stores.named("alpha").partition()).isEqualTo(alpha);
        assertThat(stores.named("alpha").tenant().id()).isEqualTo("alpha");
    }

    @Test
    void whatIsNobodysLiesInThePartOfNoTenant() {
        TenantStores stores = stores(three);

        RequestPartitionId nobody = stores.named("").partition();

        assertThat(nobody).isEqualTo(stores.shared());
        assertThat(three.all())
                .hasSizeGreaterThan(2)
                .allSatisfy(tenant -> assertThat(stores.of(tenant).partition()).isNotEqualTo(nobody));
    }

    @Test
    void whatWasATenantsThatIsRegisteredNoMoreLiesThereToo() {
        TenantStores stores = stores(three);

        assertThat(stores.named("gone").partition()).isEqualTo(stores.shared());
        assertThat(stores.of((RequestDetails) null).partition()).isEqualTo(stores.shared());
    }

    @Test
    void theOnlyTenantSeesWhatIsNobodys() {
        Tenants one = new Tenants(List.of(three.find("alpha").orElseThrow()), three.authorizationServer());
        TenantStores stores = stores(one);

        assertThat(stores.named("").partition())
                .isEqualTo(stores.named("alpha").partition())
                .isNotEqualTo(stores.shared());
    }

    @Test
    void whereNobodyHasToProveWhoCallsThereIsOnePart() {
        Tenants open = new Tenants(List.of(three.find("alpha").orElseThrow()), Optional.empty());
        TenantStores stores = stores(open);

        assertThat(stores.named("").partition()).isEqualTo(stores.shared());
        assertThat(stores.named("alpha").partition()).isEqualTo(stores.shared());
    }
}
