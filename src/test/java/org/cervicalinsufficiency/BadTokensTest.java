package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.ReplayMemory;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.security.TokenVerdict;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything wrong that a token can be, without a server: refused, and at once. */
class BadTokensTest {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final String PATH = "/cds-services/" + SERVICE;

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void refusesEach() throws IOException {
        Path file = Files.writeString(folder.resolve("tenants.yaml"), SecureTenants.yaml());
        CurrentTenants tenants = new CurrentTenants(new TenantFile(
                        file, new TenantRules(Set.of(), Set.of(), Set.of(SERVICE), "us", "en", true, new SigningKeys()))
                .read());
        ReplayMemory always = (issuer, id, until) -> ReplayMemory.Memory.FIRST;
        ClientTokens tokens = new ClientTokens(
                tenants,
                new RegisteredKeys(tenants, address -> new byte[0], Clock.systemUTC()),
                always,
                Clock.systemUTC());

        // Made anew for each: some are wrong by seconds.
        for (String name : bad().keySet()) {
            List<String> headers = Objects.requireNonNull(bad().get(name)).apply(PATH);
            assertThat(tokens.check(headers, SecureTenants.BASE + PATH, Optional.of(SERVICE)))
                    .as(name)
                    .isInstanceOf(TokenVerdict.Refused.class);
        }
    }

    private static Map<String, Function<String, List<String>>> bad() {
        return BadTokens.all("http://127.0.0.1:1");
    }
}
