package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.CallTrail;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.feedback.FeedbackInMemory;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Feedback is written down before it is kept, so that none is there without its event. */
class FeedbackControllerTest {

    private static final String SERVICE = "cervical-insufficiency-patient-view";

    private final FeedbackInMemory store = new FeedbackInMemory();

    private int send(CallTrail trail) throws Exception {
        CdsService service = new CdsService() {
            @Override
            public ServiceDefinition definition() {
                return ServiceDefinition.fromClassPath(SERVICE);
            }

            @Override
            public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
                return new ExtendedResponseJson();
            }
        };
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/" + SERVICE + "/feedback");
        request.setContentType("application/json");
        request.setContent(("{\"feedback\":[{\"card\":\"c\",\"outcome\":\"accepted\","
                        + "\"acceptedSuggestions\":[{\"id\":\"s\"}],\"outcomeTimestamp\":\"2026-06-15T10:00:00Z\"}]}")
                .getBytes(StandardCharsets.UTF_8));
        return new FeedbackController(
                        new ServiceCatalog(List.of(service)),
                        store,
                        new FeedbackCounts(new SimpleMeterRegistry(), (tenant, code) -> false),
                        new CurrentTenants(new Tenants(List.of(ExampleTenants.local()), Optional.empty())),
                        new CallAudit(trail, Clock.systemUTC()))
                .feedback(SERVICE, request)
                .getStatusCode()
                .value();
    }

    @Test
    void writesDownBeforeItKeeps() throws Exception {
        List<Integer> keptByThen = new ArrayList<>();
        List<AuditedCall> audited = new ArrayList<>();

        int status = send(call -> {
            audited.add(call);
            keptByThen.add(store.taken().size());
        });

        assertThat(status).isEqualTo(204);
        assertThat(keptByThen).containsExactly(0);
        assertThat(store.taken()).hasSize(1);
        assertThat(audited).singleElement().satisfies(call -> {
            assertThat(call.what().card().act()).isEqualTo("accepted");
            assertThat(call.outcome().status()).isEqualTo(204);
        });
    }

    /** The site wants nothing done then that nobody can account for. */
    @Test
    void keepsNothingThatCannotBeWrittenDown() {
        assertThatThrownBy(() -> send(call -> {
                    throw new NotAudited();
                }))
                .isInstanceOf(NotAudited.class);
        assertThat(store.taken()).isEmpty();
    }
}
