package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a client that has proven who it is may not do stands in the trail of its tenant, without what it sent. */
@SecureServerTest
class AuditOfRefusedClientsIT {

    private static final String ID = "id-that-nobody-may-ask-for";

    private final SecuredCalls.As integrator;
    private final SecuredCalls.As auditor;

    @Autowired
    AuditOfRefusedClientsIT(FhirHttp http) {
        SecuredCalls calls = new SecuredCalls(http);
        this.integrator = calls.as("beta-integrator", "system/Questionnaire.r");
        this.auditor = calls.as("beta-auditor", "system/*.cruds");
    }

    private List<AuditEvent> refusals() {
        return auditor.get("AuditEvent?outcome=4&_count=500").as(Bundle.class).getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .filter(event -> "HTTP status 403".equals(event.getOutcomeDesc()))
                .toList();
    }

    @Test
    void writesEachDown() {
        int before = refusals().size();
        Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient/" + ID);

        assertThat(integrator.get("Patient/" + ID).status()).isEqualTo(403);
        assertThat(integrator.get("Patient?name=" + ID).status()).isEqualTo(403);
        assertThat(integrator
                        .post("", batch)
                        .as(Bundle.class)
                        .getEntryFirstRep()
                        .getResponse()
                        .getStatus())
                .startsWith("403");

        List<AuditEvent> after = refusals();
        assertThat(after).hasSize(before + 3).allSatisfy(event -> {
            assertThat(new OfflineValidation(List.of()).errors(event)).isEmpty();
            assertThat(new org.hl7.fhir.r4.formats.JsonParser().composeString(event))
                    .doesNotContain(ID);
        });
        assertThat(after)
                .extracting(event -> event.getSubtypeFirstRep().getCode() + " "
                        + event.getEntityFirstRep().getName())
                .contains("read Patient", "search-type Patient");
        assertThat(after)
                .anySatisfy(event -> assertThat(event.getAgent())
                        .anyMatch(agent -> "beta/beta-integrator"
                                .equals(agent.getWho().getIdentifier().getValue())));
    }
}
