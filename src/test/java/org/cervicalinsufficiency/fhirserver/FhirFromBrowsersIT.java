package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a page of an EHR may do on {@code /fhir}: with a listed origin what it could without a browser, else nothing. */
@SecureServerTest
class FhirFromBrowsersIT {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ELSEWHERE = "https://elsewhere.example";

    private final FhirHttp http;

    @Autowired
    FhirFromBrowsersIT(FhirHttp http) {
        this.http = http;
    }

    private FhirHttp.Answer preflight(String path, String origin) {
        return http.call(
                "OPTIONS",
                path,
                null,
                Map.of(
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "PUT",
                        "Access-Control-Request-Headers",
                        "authorization,content-type,if-match"));
    }

    private FhirHttp.Answer call(String method, String path, @Nullable Resource body, String token, String origin) {
        Map<String, String> headers = new HashMap<>(Map.of("Origin", origin, "Accept", "application/json+fhir"));
        if (!token.isEmpty()) {
            headers.put("Authorization", token);
        }
        return http.call(method, path, body, headers);
    }

    private static List<String> header(FhirHttp.Answer answer, String name) {
        return answer.headers().allValues(name);
    }

    private static void isOpenTo(FhirHttp.Answer answer, String origin) {
        assertThat(header(answer, ALLOW_ORIGIN)).containsExactly(origin);
        assertThat(String.join(",", header(answer, "Vary"))).contains("Origin");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
    }

    private static void isClosed(FhirHttp.Answer answer) {
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @ParameterizedTest(name = "preflight of /fhir/{0}")
    @ValueSource(strings = {"", "metadata", "Patient/1", "Patient?name=a", "QuestionnaireResponse/$assess"})
    void preflightsNeedNoToken(String path) {
        for (String origin : List.of(SecureTenants.ALPHA_ORIGIN, SecureTenants.BETA_ORIGIN)) {
            FhirHttp.Answer answer = preflight(path, origin);

            assertThat(answer.status()).isEqualTo(204);
            isOpenTo(answer, origin);
            assertThat(header(answer, "Access-Control-Allow-Methods")).containsExactly("GET, POST, PUT, PATCH, DELETE");
            assertThat(header(answer, "Access-Control-Allow-Headers"))
                    .containsExactly("authorization, content-type, accept, prefer, if-none-exist, if-match");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                ELSEWHERE,
                "null",
                "*",
                SecureTenants.ALPHA_ORIGIN + ".evil.example",
                SecureTenants.ALPHA_ORIGIN + "/",
                SecureTenants.ALPHA_ORIGIN + ":443",
                "http://ehr.example",
                "https://EHR.example"
            })
    void anOriginThatIsNotListedToTheLetterGetsNothing(String origin) {
        String token = TestTokens.access(SecureTenants.ALPHA_INTEGRATOR, "system/Patient.cruds")
                .bearer();

        isClosed(preflight("Patient", origin));
        FhirHttp.Answer read = call("GET", "Patient", null, token, origin);
        assertThat(read.status()).isEqualTo(200);
        isClosed(read);
        isClosed(call("GET", "Patient", null, "", origin));
    }

    @Test
    void everyAnswerCarriesTheOrigin() {
        String origin = SecureTenants.ALPHA_ORIGIN;
        String token = TestTokens.access(SecureTenants.ALPHA_INTEGRATOR, "system/QuestionnaireResponse.cruds")
                .bearer();
        QuestionnaireResponse form = FormOfAnswers.allNo(
                        new Reference("https://ehr.example/fhir/Patient/cross-origin"), "2026-06-15T10:00:00Z")
                .unsent();
        FhirHttp.Answer created = call("POST", "QuestionnaireResponse", form, token, origin);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String stored = "QuestionnaireResponse/"
                + created.as(QuestionnaireResponse.class).getIdElement().getIdPart();
        List<FhirHttp.Answer> answers = List.of(
                created,
                call("GET", stored, null, token, origin),
                call("GET", "metadata", null, "", origin),
                call("GET", stored, null, "", origin),
                call("GET", "Observation", null, token, origin),
                call("GET", "QuestionnaireResponse/nobody", null, token, origin),
                call("GET", "QuestionnaireResponse/a;b", null, token, origin));

        assertThat(answers.stream().map(FhirHttp.Answer::status)).containsExactly(201, 200, 200, 401, 403, 404, 400);
        answers.forEach(answer -> isOpenTo(answer, origin));
        assertThat(header(created, "Access-Control-Expose-Headers"))
                .containsExactly("Location, ETag, Content-Location, X-Request-Id, X-Assessment-Later");
        assertThat(header(created, "ETag")).containsExactly("W/\"1\"");
    }
}
