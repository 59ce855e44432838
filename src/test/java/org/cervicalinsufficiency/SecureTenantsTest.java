package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registrations of the tests can be read. */
class SecureTenantsTest {

    @Test
    void areReadAsWritten(@TempDir Path folder) throws Exception {
        TenantRules rules = new TenantRules(
                Set.copyOf(Rehearsal.PROFILES),
                Set.of(),
                Set.of("cervical-insufficiency-patient-view"),
                "us",
                "en",
                true,
                new SigningKeys());

        Tenants tenants =
                new TenantFile(Files.writeString(folder.resolve("t.yaml"), SecureTenants.yaml()), rules).read();

        assertThat(tenants.all()).extracting(Tenant::id).containsExactly("alpha", "beta", "epicish");
        assertThat(tenants.all().get(0).apps()).hasSize(4);
        assertThat(tenants.all().get(1).clients().get(0).services())
                .isEqualTo(List.of("cervical-insufficiency-patient-view"));
        assertThat(tenants.all().get(2).clients().get(0).maxLifetime()).hasSeconds(900);
        assertThat(tenants.authorizationServer())
                .hasValueSatisfying(server -> assertThat(server.issuer()).isEqualTo(SecureTenants.SERVER_ISSUER));
    }
}
