package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a client that has proven who it is may not do stands in the trail of its tenant, without what it sent. */
@SecureServerTest
class AuditOfRefusedClientsIT {

    private static final String ID = "id-that-nobody-may-ask-for";

    private static final String VIEW = "/cds-services/cervical-insufficiency-patient-view";

    private final FhirHttp http;
    private final CallMover mover;
    private final SecuredCalls.As integrator;
    private final SecuredCalls.As auditor;

    @Autowired
    AuditOfRefusedClientsIT(FhirHttp http, CallMover mover) {
        this.http = http;
        this.mover = mover;
        SecuredCalls calls = new SecuredCalls(http);
        this.integrator = calls.as("beta-integrator", "system/Questionnaire.r");
        this.auditor = calls.as("beta-auditor", "system/*.cruds");
    }

    private List<AuditEvent> refusals() {
        return allRefusals().stream()
                .filter(event -> "HTTP status 403".equals(event.getOutcomeDesc()))
                .toList();
    }

    private List<AuditEvent> allRefusals() {
        return auditor.get("AuditEvent?outcome=4&_count=500").as(Bundle.class).getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
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

    /** What no service and no FHIR operation has seen: the path, the method, the kind and the size of the body. */
    @Test
    void writesDownWhatWasRefusedBeforeItWasRead() throws Exception {
        String tooMuch = " ".repeat(1024 * 1024 + 1);

        assertThat(hook("GET", VIEW, "application/json", ID)).isEqualTo(405);
        assertThat(hook("POST", VIEW, "text/plain", ID)).isEqualTo(415);
        assertThat(hook("POST", VIEW + "/feedback", "application/json", tooMuch + ID))
                .isEqualTo(413);
        assertThat(hook("PUT", VIEW + "/feedback", "application/json", ID)).isEqualTo(405);
        assertThat(send("/fhir/Questionnaire", "text/plain", integrator.authorization()))
                .isEqualTo(415);
        var unused = mover.round();

        List<AuditEvent> events = allRefusals().stream()
                .filter(event -> List.of("HTTP status 405", "HTTP status 413", "HTTP status 415")
                        .contains(event.getOutcomeDesc()))
                .toList();
        assertThat(events)
                .extracting(event -> event.getOutcomeDesc() + " "
                        + client(event) + " "
                        + event.getEntityFirstRep().getName())
                .contains(
                        "HTTP status 405 beta cervical-insufficiency-patient-view",
                        "HTTP status 415 beta cervical-insufficiency-patient-view",
                        "HTTP status 413 beta cervical-insufficiency-patient-view",
                        "HTTP status 415 beta-integrator fhir");
        assertThat(events).hasSizeGreaterThanOrEqualTo(5).allSatisfy(event -> {
            assertThat(new OfflineValidation(List.of()).errors(event)).isEmpty();
            assertThat(new org.hl7.fhir.r4.formats.JsonParser().composeString(event))
                    .doesNotContain(ID);
        });
    }

    /** The client's name among those who took part. */
    private static String client(AuditEvent event) {
        return event.getAgent().stream()
                .map(agent -> agent.getWho())
                .filter(who -> String.valueOf(who.getIdentifier().getValue()).startsWith("beta/"))
                .map(who -> who.getDisplay())
                .findFirst()
                .orElse("nobody");
    }

    private int hook(String method, String path, String type, String body) throws Exception {
        return status(HttpRequest.newBuilder(http.address(path))
                .header("Content-Type", type)
                .header("Authorization", TestTokens.beta(path).bearer())
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private int send(String path, String type, String authorization) throws Exception {
        return status(HttpRequest.newBuilder(http.address(path))
                .header("Content-Type", type)
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(ID)));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
