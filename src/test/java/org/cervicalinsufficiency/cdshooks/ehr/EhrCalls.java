package org.cervicalinsufficiency.cdshooks.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.EhrServer;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.cdshooks.FhirServerRule;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.HookCallReader;
import org.cervicalinsufficiency.cdshooks.Prefetch;
import org.cervicalinsufficiency.cdshooks.PrefetchReader;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.Resolver;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Tenant;

/** Calls about patient p1 that bring a token and little else, and what they get. */
final class EhrCalls {

    static final String TOKEN = "canary-token";
    /** Generous, so that a slow machine does not decide; what must end early is tested with its own. */
    static final EhrLimits LIMITS =
            EhrLimits.of(Duration.ofMillis(1500), Duration.ofMillis(1000), Duration.ofMillis(500), 16);

    static final EhrLimits SHORT =
            EhrLimits.of(Duration.ofMillis(350), Duration.ofMillis(250), Duration.ofMillis(100), 16);

    private EhrCalls() {}

    /** A service with one read key and three searches, none of them essential. */
    static ServiceDefinition service() {
        return ServiceDefinition.of("""
                {"hook": "patient-view", "id": "example", "title": "T", "description": "D", "usageRequirements": "R4.",
                 "prefetch": {"patient": "Patient/{{context.patientId}}",
                              "conditions": "Condition?patient={{context.patientId}}&_sort=-recorded-date",
                              "observations": "Observation?patient={{context.patientId}}&_sort=-date",
                              "procedures": "Procedure?patient={{context.patientId}}&_sort=-date"},
                 "extension": {"org.cervicalinsufficiency.plan-definition": "https://example.org/PlanDefinition/x|0.1.0"}}
                """.getBytes(StandardCharsets.UTF_8));
    }

    /** A client for tests on this machine; every other name stands for this machine as well. */
    static OutboundClient client() {
        Resolver here = host -> List.of(InetAddress.getByName("127.0.0.1"));
        return new OutboundClient(true, here, Optional.empty());
    }

    static Tenant tenant(String id, String... bases) {
        return tenant(id, Map.of(), bases);
    }

    static Tenant tenant(String id, Map<String, List<String>> aliases, String... bases) {
        Ehr ehr = new Ehr(List.of(bases).stream().map(FhirBase::new).toList(), List.of(), aliases);
        return Tenant.unregistered(id, ehr, CardSettings.usual("us", "en", Optional.empty()));
    }

    /** The call with a token. */
    static String body(String fhirServer, String prefetch) {
        return """
                {"hook": "patient-view", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
                 "fhirServer": "%s",
                 "fhirAuthorization": {"access_token": "%s", "token_type": "Bearer", "expires_in": 300,
                                       "scope": "patient/*.read", "subject": "screening"},
                 "context": {"userId": "Practitioner/1", "patientId": "p1"}, "prefetch": %s}
                """.formatted(fhirServer, TOKEN, prefetch);
    }

    /** What a call gets. */
    static PrefetchedData read(EhrServer ehr, Tenant tenant, String body) {
        CdsService service = new CdsService() {
            @Override
            public ServiceDefinition definition() {
                return service();
            }

            @Override
            public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
                return new ExtendedResponseJson();
            }
        };
        return new CallHandler(
                        new HookCallReader(FhirServerRule.HTTP_TOO), new PrefetchReader(FhirContext.forR4Cached()), ehr)
                .handle(service, Caller.anybodyOf(tenant), body.getBytes(StandardCharsets.UTF_8), List.of())
                .data();
    }

    /** A key in one word, with sizes and reasons. */
    static String describe(Prefetch prefetch) {
        List<String> reasons = prefetch.reasons().stream().map(GapReason::code).toList();
        String kind = prefetch.getClass().getSimpleName();
        int size = prefetch.resources().size();
        return kind + (size == 0 ? "" : " " + size) + (reasons.isEmpty() ? "" : " " + reasons);
    }
}
