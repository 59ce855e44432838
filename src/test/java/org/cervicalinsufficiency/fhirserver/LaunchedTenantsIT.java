package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.fhirserver.launched.DataEndpoint;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A form launched by one tenant's EHR where every tenant has its part of the store. */
@SecureServerTest
class LaunchedTenantsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READING = "system/QuestionnaireResponse.rs system/RiskAssessment.rs";

    private final FhirHttp http;
    private final CurrentTenants tenants;
    private final SecuredCalls calls;

    @Autowired
    LaunchedTenantsIT(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.tenants = tenants;
        this.calls = new SecuredCalls(http);
    }

    @Test
    void isStoredWithTheTenantAndSeenByNobodyElse() throws Exception {
        try (LaunchedAlpha alphaEhr = new LaunchedAlpha(tenants)) {
            StubEhr ehr = alphaEhr.ehr();

            HttpResponse<String> stored = submit(ehr, "Bearer t");
            HttpResponse<String> refused = submit(ehr, "Bearer stolen");

            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
            JsonNode form = JSON.readTree(stored.body());
            String id = form.path("id").asText();
            SecuredCalls.As alpha = calls.as("alpha-integrator", READING);
            SecuredCalls.As beta = calls.as("beta-integrator", READING);
            assertThat(alpha.get("QuestionnaireResponse/" + id).status()).isEqualTo(200);
            assertThat(alpha.get("RiskAssessment/" + DerivedIds.assessment(id)).status())
                    .isEqualTo(200);
            assertThat(beta.get("QuestionnaireResponse/" + id).status()).isIn(403, 404);
            assertThat(http.get("QuestionnaireResponse/" + id).status()).isEqualTo(401);
        }
    }

    /** A registered server is one of its own tenant only; nobody else makes this server ask it. */
    @Test
    void isFilledFromTheFhirServerOfItsOwnTenantOnly() {
        String scope = "system/Questionnaire.r system/Patient.r";
        try (LaunchedAlpha alphaEhr = new LaunchedAlpha(tenants)) {
            StubEhr ehr = alphaEhr.ehr();
            Parameters call = DataEndpoint.populate(ehr.base(), "Patient/p1", "Authorization: Bearer t");

            FhirHttp.Answer foreign = calls.as("beta-integrator", scope).post("Questionnaire/$populate", call);

            assertThat(foreign.status()).as(foreign.body()).isEqualTo(422);
            assertThat(foreign.body()).contains("not registered for the caller's tenant");
            assertThat(ehr.seen()).isEmpty();

            FhirHttp.Answer own = calls.as("alpha-integrator", scope).post("Questionnaire/$populate", call);

            assertThat(own.status()).as(own.body()).isEqualTo(200);
            assertThat(own.as(QuestionnaireResponse.class).getSubject().getReference())
                    .isEqualTo(ehr.base() + "/Patient/p1");
            assertThat(ehr.seen()).isNotEmpty();
            assertThat(trail("alpha")).contains(ehr.base() + "/Patient/p1").doesNotContain("Bearer t");
            assertThat(trail("beta")).doesNotContain(ehr.base());
        }
    }

    private String trail(String tenant) {
        return calls.as(tenant + "-auditor", "system/*.cruds")
                .get("AuditEvent?subtype=operation&_sort=-_lastUpdated&_count=50")
                .body();
    }

    private HttpResponse<String> submit(StubEhr ehr, String authorization) throws Exception {
        ObjectNode call = JSON.createObjectNode().put("iss", ehr.base()).put("patient", "p1");
        call.set(
                "response",
                JSON.readTree(ca.uhn.fhir.context.FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(FormOfAnswers.allNo(new Reference("Patient/p1"), "2026-06-10")
                                .unsent())));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(http.address("/launched/submit"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString(call.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
