package org.cervicalinsufficiency.security;

import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CdsClient;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who calls a hook by the token of the call (CDS Hooks 2.0.1, Trusting CDS Clients). What is cheap comes first;
 * the memory of used tokens comes after the signature, so that strangers cannot fill it.
 */
public final class ClientTokens {

    private static final Logger LOG = LoggerFactory.getLogger(ClientTokens.class);

    private final CurrentTenants tenants;
    private final RegisteredKeys keys;
    private final ReplayMemory memory;
    private final Clock clock;

    /**
     * @param tenants who is registered
     * @param keys their keys
     * @param memory of used tokens
     * @param clock of the machine: never the one that a trial has stopped
     */
    public ClientTokens(CurrentTenants tenants, RegisteredKeys keys, ReplayMemory memory, Clock clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Checks the token of a call. A good one is used up by this.
     *
     * @param authorization values of the call's {@code Authorization} headers
     * @param endpoint the configured address of the endpoint, without a trailing slash
     * @param service id of the service that is called, none for discovery
     */
    public TokenVerdict check(List<String> authorization, String endpoint, Optional<String> service) {
        Optional<SignedToken> token = SignedToken.ofHeader(authorization);
        if (token.isEmpty()) {
            return TokenVerdict.Refused.ofNobody(Refusal.SHAPE);
        }
        if (!HeaderRules.shape(token.get())) {
            return TokenVerdict.Refused.ofNobody(Refusal.HEADER);
        }
        String issuer = token.get().claim("iss").orElse("");
        for (Tenant tenant : tenants.get().all()) {
            for (CdsClient client : tenant.clients()) {
                if (client.issuer().equals(issuer)) {
                    return check(token.get(), new Registered(tenant, client), endpoint, service);
                }
            }
        }
        return TokenVerdict.Refused.ofNobody(Refusal.ISSUER);
    }

    private record Registered(Tenant tenant, CdsClient client) {

        TokenVerdict refused(Refusal reason) {
            return new TokenVerdict.Refused(Optional.of(new Caller(tenant, client.name())), reason);
        }
    }

    private TokenVerdict check(SignedToken token, Registered by, String endpoint, Optional<String> service) {
        Optional<Refusal> broken = checked(token, by.client(), endpoint);
        if (broken.isPresent()) {
            return by.refused(broken.get());
        }
        Optional<String> id = ClaimRules.id(token);
        if (id.isEmpty()) {
            return by.refused(Refusal.ID);
        }
        return switch (memory.use(by.client().issuer(), id.get(), ClaimRules.end(token))) {
            case REPEATED -> by.refused(Refusal.REPLAY);
            case UNKNOWN -> new TokenVerdict.Undecided(by.client().name());
            case FIRST -> entitlement(by, service);
        };
    }

    /** What is wrong with a token; whatever the check did not foresee is a refusal like any other. */
    private Optional<Refusal> checked(SignedToken token, CdsClient client, String endpoint) {
        try {
            return HeaderRules.of(token, client)
                    .or(() -> ClaimRules.of(token, client, endpoint, clock.instant()))
                    .or(() -> signature(token, client));
        } catch (RuntimeException unforeseen) {
            LOG.warn("the check of a token failed: {}", unforeseen.getClass().getName());
            return Optional.of(Refusal.SHAPE);
        }
    }

    private Optional<Refusal> signature(SignedToken token, CdsClient client) {
        KeyRecord record = KeyRecord.of(client).named(token.header("jku"));
        Optional<JWK> key = keys.find(record, token.header("kid").orElse(""));
        if (key.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_KEY);
        }
        return SignatureCheck.holds(token, key.get()) ? Optional.empty() : Optional.of(Refusal.SIGNATURE);
    }

    private static TokenVerdict entitlement(Registered by, Optional<String> service) {
        Caller caller = new Caller(by.tenant(), by.client().name());
        return service.isEmpty() || by.client().mayCall(service.get())
                ? new TokenVerdict.Admitted(caller)
                : new TokenVerdict.NotEntitled(caller);
    }
}
