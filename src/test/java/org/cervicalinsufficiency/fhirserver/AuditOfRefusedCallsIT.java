package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.TestKeys;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is refused without having proven anything stands in the trail: counted, and without anything that was sent. */
@SecureServerTest
class AuditOfRefusedCallsIT {

    private static final String VIEW = "/cds-services/cervical-insufficiency-patient-view";
    private static final String CANARY = "canary-of-a-refused-call";

    private final FhirHttp http;
    private final CallMover mover;
    private final RefusedCalls refused;
    private final DaoRegistry daos;
    private final TenantStores stores;
    private final CurrentTenants tenants;
    private final SecuredCalls.As auditor;

    @Autowired
    AuditOfRefusedCallsIT(
            FhirHttp http,
            CallMover mover,
            RefusedCalls refused,
            DaoRegistry daos,
            TenantStores stores,
            CurrentTenants tenants) {
        this.http = http;
        this.mover = mover;
        this.refused = refused;
        this.daos = daos;
        this.stores = stores;
        this.tenants = tenants;
        this.auditor = new SecuredCalls(http).as("alpha-auditor", "system/*.cruds");
    }

    private int send(String path, String authorization, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(http.address(path))
                                .header("Content-Type", "application/json")
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void settle() throws Exception {
        refused.write();
        var unused = mover.round();
    }

    /** What alpha's auditor reads. */
    private List<AuditEvent> ofAlpha() {
        return auditor.get("AuditEvent?outcome=4&_count=500").as(Bundle.class).getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
    }

    /** What is nobody's. */
    private List<AuditEvent> ofNobody() {
        return daos
                .getResourceDao(AuditEvent.class)
                .search(SearchParameterMap.newSynchronous(), stores.named("").asServer())
                .getAllResources()
                .stream()
                .map(AuditEvent.class::cast)
                .toList();
    }

    private static long times(List<AuditEvent> events, String door, int status, String reason) {
        return events.stream()
                .filter(event -> event.getEntityFirstRep().getName().equals(door))
                .filter(event -> String.valueOf(event.getOutcomeDesc()).endsWith("HTTP status " + status))
                .filter(event -> reason.isEmpty() || details(event, "reason").anyMatch(reason::equals))
                .flatMap(event -> details(event, "times"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static Stream<String> details(AuditEvent event, String type) {
        return event.getEntityFirstRep().getDetail().stream()
                .filter(detail -> detail.getType().equals(type))
                .map(detail -> ((StringType) detail.getValue()).getValue());
    }

    @Test
    void standsWithTheClientThatItClaimedToBe() throws Exception {
        settle();
        long before = times(ofAlpha(), "cds-services", 401, "signature");
        int events = ofAlpha().size();

        for (int i = 0; i < 20; i++) {
            String forged = TestTokens.alpha(VIEW)
                    .key(TestKeys.BETA)
                    .claim("jti", CANARY + i)
                    .bearer();
            assertThat(send(VIEW, forged, CANARY)).isEqualTo(401);
        }
        settle();

        List<AuditEvent> after = ofAlpha();
        assertThat(times(after, "cds-services", 401, "signature") - before).isEqualTo(20);
        assertThat(after).as("not one for each").hasSizeLessThanOrEqualTo(events + 2);
        assertThat(after)
                .filteredOn(event -> details(event, "reason").anyMatch("signature"::equals))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(details(event, "claimed-client")).containsExactly("alpha");
                    assertThat(event.getAgent())
                            .anyMatch(agent -> "not identified"
                                            .equals(agent.getWho().getDisplay())
                                    && "127.0.0.1".equals(agent.getNetwork().getAddress()));
                    assertThat(event.getPeriod().hasStart()).isTrue();
                    assertThat(new OfflineValidation(List.of()).errors(event)).isEmpty();
                    assertThat(new JsonParser().composeString(event)).doesNotContain(CANARY);
                });
    }

    @Test
    void ofNobodyKnownStandsInTheSharedPart() throws Exception {
        settle();
        List<AuditEvent> before = ofNobody();

        assertThat(send(VIEW, "Bearer " + CANARY, CANARY)).isEqualTo(401);
        assertThat(send("/fhir/QuestionnaireResponse", "Bearer " + CANARY, "{}"))
                .isEqualTo(401);
        assertThat(send("/launched/patient", "Basic " + CANARY, "{\"iss\": \"x\"}"))
                .isEqualTo(401);
        assertThat(send("/launched/patient", "Bearer " + CANARY, "{\"iss\": \"https://nobody.example/fhir\"}"))
                .isEqualTo(403);
        settle();

        List<AuditEvent> after = ofNobody();
        assertThat(times(after, "cds-services", 401, "shape") - times(before, "cds-services", 401, "shape"))
                .isEqualTo(1);
        assertThat(times(after, "fhir", 401, "") - times(before, "fhir", 401, ""))
                .isEqualTo(1);
        assertThat(times(after, "launched", 401, "") - times(before, "launched", 401, ""))
                .isEqualTo(1);
        assertThat(times(after, "launched", 403, "") - times(before, "launched", 403, ""))
                .isEqualTo(1);
        assertThat(after)
                .allSatisfy(event ->
                        assertThat(new JsonParser().composeString(event)).doesNotContain(CANARY));
    }

    /** Whose they are nobody can tell: they are read by whoever runs the server, and by no tenant's auditor. */
    @Test
    void ofNobodyIsReadByAnOperatorAndByNoAuditor() throws Exception {
        settle();
        long refusedReaders = times(ofAlpha(), "reports", 403, "not-entitled");
        long strangers = times(ofNobody(), "reports", 401, "");
        assertThat(send(VIEW, "Bearer " + CANARY, CANARY)).isEqualTo(401);
        settle();

        HttpResponse<String> read =
                report(TestTokens.access("beta-operator", "").bearer());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.body())
                .contains("\"door\":\"cds-services\"", "\"reason\":\"shape\"", "\"addresses\":[\"127.0.0.1\"]")
                .doesNotContain(CANARY, "alpha", "Patient/");
        assertThat(report(TestTokens.access("alpha-auditor", "system/*.cruds").bearer())
                        .statusCode())
                .isEqualTo(403);
        assertThat(report(TestTokens.access("alpha-integrator", "system/*.cruds")
                                .bearer())
                        .statusCode())
                .isEqualTo(403);
        assertThat(report("Bearer " + CANARY).statusCode()).isEqualTo(401);
        settle();

        assertThat(details(ofAlpha(), "reason")).doesNotContain("shape");
        assertThat(times(ofAlpha(), "reports", 403, "not-entitled") - refusedReaders)
                .isEqualTo(2);
        assertThat(times(ofNobody(), "reports", 401, "") - strangers).isEqualTo(1);
    }

    private static List<String> details(List<AuditEvent> events, String type) {
        return events.stream().flatMap(event -> details(event, type)).toList();
    }

    private HttpResponse<String> report(String authorization) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(http.address("/reports/refusals"))
                                .header("Authorization", authorization)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void ofALaunchedFormStandsWithTheTenantWhoseEhrRefusedIt() throws Exception {
        try (LaunchedAlpha alpha = new LaunchedAlpha(tenants)) {
            settle();
            long before = times(ofAlpha(), "launched", 401, "");

            assertThat(send("/launched/patient", "Bearer " + CANARY, alpha.call(CANARY)))
                    .isEqualTo(401);
            settle();

            List<AuditEvent> after = ofAlpha();
            assertThat(times(after, "launched", 401, "") - before).isEqualTo(1);
            assertThat(after)
                    .filteredOn(
                            event -> "launched".equals(event.getEntityFirstRep().getName()))
                    .as("the EHR has not vouched for who calls")
                    .isNotEmpty()
                    .allSatisfy(event -> {
                        assertThat(details(event, "claimed-client")).isNotEmpty();
                        assertThat(event.getAgent())
                                .noneMatch(agent -> agent.getWho().hasIdentifier());
                    });
            assertThat(after)
                    .allSatisfy(event ->
                            assertThat(new JsonParser().composeString(event)).doesNotContain(CANARY));
        }
    }
}
