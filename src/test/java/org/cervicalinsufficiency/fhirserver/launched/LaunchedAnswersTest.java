package org.cervicalinsufficiency.fhirserver.launched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.SmartLaunch;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a launched response is about, and who filled it in. */
class LaunchedAnswersTest {

    private static final String BASE = "https://ehr.example/fhir";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final LaunchedCallReader READER = new LaunchedCallReader(new CurrentTenants(new Tenants(
            List.of(
                    Tenant.unregistered(
                            "silent",
                            Ehr.at(List.of("https://silent.example/fhir")),
                            CardSettings.usual("us", "en", Optional.empty())),
                    Tenant.unregistered(
                            "a",
                            new Ehr(
                                    List.of(new FhirBase(BASE), new FhirBase("https://alias.example/r4")),
                                    List.of(),
                                    java.util.Map.of(),
                                    Optional.of(new SmartLaunch("form", false, List.of()))),
                            CardSettings.usual("us", "en", Optional.empty()))),
            Optional.empty())));

    private static LaunchedCall call(String members) throws Exception {
        return call(LaunchedAct.SUBMIT, members);
    }

    private static LaunchedCall call(LaunchedAct act, String members) throws Exception {
        String body =
                "{\"iss\": \"%s\", \"patient\": \"p1\", \"response\": {\"resourceType\": \"QuestionnaireResponse\"}%s}"
                        .formatted(BASE, members);
        return READER.read(act, List.of("Bearer t"), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static ObjectNode response(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }

    @Test
    void keepsTheIdOfAFormThatIsAssessedAgain() throws Exception {
        ObjectNode sent = response("{'id': '7'}");

        assertThat(LaunchedAnswers.of(call(LaunchedAct.ASSESS, ""), sent)
                        .path("id")
                        .asText())
                .isEqualTo("7");
        assertThat(LaunchedAnswers.of(call(LaunchedAct.SUBMIT, ""), sent).has("id"))
                .isFalse();
    }

    @Test
    void takesPatientAuthorAndEncounterFromTheLaunch() throws Exception {
        LaunchedCall call = call(", \"user\": \"https://alias.example/r4/Practitioner/d\", \"encounter\": \"e1\"");

        ObjectNode stored = LaunchedAnswers.of(
                call,
                response(
                        "{'id': '7', 'subject': {'reference': 'Patient/p1'}, 'author': {'reference': 'Practitioner/x'},"
                                + " 'encounter': {'reference': 'Encounter/other'}}"));

        assertThat(stored.has("id")).isFalse();
        assertThat(stored.at("/subject/reference").asText()).isEqualTo(BASE + "/Patient/p1");
        assertThat(stored.at("/author/reference").asText()).isEqualTo(BASE + "/Practitioner/d");
        assertThat(stored.at("/source/reference").asText()).isEqualTo(BASE + "/Practitioner/d");
        assertThat(stored.at("/encounter/reference").asText()).isEqualTo(BASE + "/Encounter/e1");
    }

    @Test
    void writesNobodyWhoWasNotTold() throws Exception {
        ObjectNode stored = LaunchedAnswers.of(call(""), response("{'author': {'reference': 'Practitioner/x'}}"));

        assertThat(stored.has("author")).isFalse();
        assertThat(stored.has("source")).isFalse();
        assertThat(stored.has("encounter")).isFalse();
    }

    @Test
    void keepsThePatientAsSource() throws Exception {
        ObjectNode stored = LaunchedAnswers.of(
                call(", \"user\": \"Practitioner/d\""), response("{'source': {'reference': 'Patient/p1'}}"));

        assertThat(stored.at("/source/reference").asText()).isEqualTo(BASE + "/Patient/p1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{'subject': {'reference': 'Patient/p2'}}, response.subject",
                "{'subject': {'reference': 'https://elsewhere.example/fhir/Patient/p1'}}, response.subject",
                "{'subject': {'reference': 'Group/p1'}}, response.subject",
                "{'subject': {'reference': 5}}, response.subject",
                "{'source': {'reference': 'Patient/p2'}}, response.source",
                "{'source': {'reference': 'https://elsewhere.example/fhir/Practitioner/1'}}, response.source",
                "{'source': {'display': 'her mother'}}, response.source"
            })
    void refusesAnswersOfSomebodyElse(String response, String field) throws Exception {
        ObjectNode sent = response(response);
        LaunchedCall call = call("");

        assertThatThrownBy(() -> LaunchedAnswers.of(call, sent))
                .isInstanceOfSatisfying(LaunchRefused.class, refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.status()).isEqualTo(422);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "https://silent.example/fhir, 403",
        "https://ehr.example/fhir/../fhir, 403",
        "https://EHR.example/fhir, 403",
        "https://ehr.example/fhir?x=1, 403",
        "https://ehr.example/fhir/, 200",
        "https://alias.example/r4, 200"
    })
    void knowsAnEhrByItsExactTextOnly(String iss, int status) throws Exception {
        byte[] body =
                JSON.writeValueAsBytes(JSON.createObjectNode().put("iss", iss).put("patient", "p1"));

        int found;
        try {
            found = READER.read(LaunchedAct.POPULATE, List.of("Bearer t"), body)
                            .tenant()
                            .id()
                            .equals("a")
                    ? 200
                    : 0;
        } catch (LaunchRefused refused) {
            found = refused.status();
        }

        assertThat(found).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"Basic t", "Bearer", "Bearer a b", "bearer", "t"})
    void wantsOneBearerToken(String authorization) {
        byte[] body = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThatThrownBy(() -> READER.read(LaunchedAct.POPULATE, List.of(authorization), body))
                .isInstanceOfSatisfying(
                        LaunchRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
        assertThatThrownBy(() -> READER.read(LaunchedAct.POPULATE, List.of("Bearer t", "Bearer t"), body))
                .isInstanceOf(LaunchRefused.class);
    }
}
