package org.cervicalinsufficiency.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A client that calls the hooks, as it was registered: the only source of what its tokens may be
 * (CDS Hooks 2.0.1, Trusting CDS Clients).
 *
 * @param name short name for logs and metrics
 * @param issuer exact text of the {@code iss} claim, unique among all tenants
 * @param jwks the client's JSON Web Key Set as JSON text, where it is registered itself
 * @param jku addresses of key sets that are registered, and the only ones that keys are fetched from
 * @param algorithms signature algorithms that are taken, for example {@code ES384}
 * @param maxLifetime longest time between {@code iat} and {@code exp}
 * @param subject exact text of the {@code sub} claim, where one is asked for
 * @param audiences further values of {@code aud} that are taken beside the address of the endpoint
 * @param tenantClaims values of the {@code tenant} claim that are taken; empty: any
 * @param services ids of the services that the client may call; empty: all
 */
public record CdsClient(
        String name,
        String issuer,
        Optional<String> jwks,
        List<String> jku,
        List<String> algorithms,
        Duration maxLifetime,
        Optional<String> subject,
        List<String> audiences,
        List<String> tenantClaims,
        List<String> services) {

    /** Copies the lists. */
    public CdsClient {
        jku = List.copyOf(jku);
        algorithms = List.copyOf(algorithms);
        audiences = List.copyOf(audiences);
        tenantClaims = List.copyOf(tenantClaims);
        services = List.copyOf(services);
    }

    /** Whether the client may call a service. */
    public boolean mayCall(String serviceId) {
        return services.isEmpty() || services.contains(serviceId);
    }
}
