package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestKeys;
import org.cervicalinsufficiency.TestTokens;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who proves nothing gets one answer, and only two documents of {@code /fhir} are for everybody. */
@SecureServerTest
class FhirTokensIT {

    private final FhirHttp http;

    @Autowired
    FhirTokensIT(FhirHttp http) {
        this.http = http;
    }

    private static TestTokens good() {
        return TestTokens.access(SecureTenants.ALPHA_INTEGRATOR, "system/*.read");
    }

    private static Map<String, String> bad() {
        long now = TestTokens.now();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("none", "");
        bad.put("basic", "Basic " + good().sign());
        bad.put("no scheme", good().sign());
        bad.put("expired", good().claim("exp", now - 61).bearer());
        bad.put("expired long ago", good().claim("exp", 1).bearer());
        bad.put("no exp", good().without("exp").bearer());
        bad.put("exp as text", good().claim("exp", String.valueOf(now + 300)).bearer());
        bad.put("exp beyond all time", good().claim("exp", 1e20).bearer());
        bad.put("not yet", good().claim("nbf", now + 120).bearer());
        bad.put("issued tomorrow", good().claim("iat", now + 86_400).bearer());
        bad.put(
                "other aud",
                good().claim("aud", SecureTenants.BASE + "/cds-services").bearer());
        bad.put(
                "aud with slash",
                good().claim("aud", SecureTenants.BASE + "/fhir/").bearer());
        bad.put("aud of the host", good().claim("aud", "http://127.0.0.1/fhir").bearer());
        bad.put("no aud", good().without("aud").bearer());
        bad.put("aud list of others", good().claim("aud", List.of("a", "b")).bearer());
        bad.put("other issuer", good().claim("iss", "https://auth.example/").bearer());
        bad.put(
                "issuer of a hook client",
                good().claim("iss", SecureTenants.ALPHA_ISSUER).bearer());
        bad.put("no issuer", good().without("iss").bearer());
        bad.put("unknown client", good().claim("client_id", "nobody").bearer());
        bad.put("no client", good().without("client_id").bearer());
        bad.put("client of two minds", good().claim("azp", "beta-integrator").bearer());
        bad.put(
                "client as list",
                good().claim("client_id", List.of("alpha-integrator")).bearer());
        bad.put("scope as list", good().claim("scope", List.of("system/*.read")).bearer());
        bad.put("stranger's key", good().key(TestKeys.STRANGER).bearer());
        bad.put(
                "key of a hook client",
                good().key(TestKeys.ALPHA).header("kid", "alpha-key").bearer());
        bad.put(
                "other curve",
                good().key(TestKeys.ec(Curve.P_256, "server-key")).bearer());
        bad.put("unknown kid", good().header("kid", "other").bearer());
        bad.put("no kid", good().withoutHeader("kid").bearer());
        bad.put("alg none", good().header("alg", "none").bearer());
        bad.put("alg HS384", good().header("alg", "HS384").bearer());
        bad.put("alg not registered", good().header("alg", "RS384").bearer());
        bad.put(
                "own key",
                good().header("jwk", TestKeys.STRANGER.toPublicJWK().toJSONObject())
                        .bearer());
        bad.put(
                "own key address",
                good().header("jku", "https://evil.example/jwks").bearer());
        bad.put("critical", good().header("crit", List.of("exp")).bearer());
        bad.put("id token", good().header("typ", "id+jwt").bearer());
        bad.put("cut", good().bearer().replaceFirst("....$", ""));
        bad.put("no signature", good().bearer().replaceFirst("[^.]+$", ""));
        bad.put(
                "claims twice",
                "Bearer "
                        + good().sign(
                                        good().headerJson(),
                                        good().claimsJson().replaceFirst("\\{", "{\"client_id\":\"x\",")));
        bad.put("hook token", TestTokens.alpha("/fhir").bearer());
        bad.put("long and empty", "Bearer " + "a".repeat(7_000) + ".b.c");
        return bad;
    }

    @Test
    void givesOneAnswerToEveryTokenThatProvesNothing() {
        Map<String, List<String>> answers = new HashMap<>();
        bad().forEach((name, value) -> {
            Map<String, String> headers = value.isEmpty() ? Map.of() : Map.of("Authorization", value);
            FhirHttp.Answer answer = http.call("GET", "Patient/1", null, headers);
            String all = answer.status() + " " + answer.headers().allValues("WWW-Authenticate") + " " + answer.body();
            answers.computeIfAbsent(all, first -> new ArrayList<>()).add(name);
        });

        assertThat(bad()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(answers).hasSize(1);
        String answer = answers.keySet().iterator().next();
        assertThat(answer).startsWith("401 [Bearer realm=\"fhir\"] {\"resourceType\":\"OperationOutcome\"");
    }

    @Test
    void takesWhatTheServerOfTheRegistrationSigned() {
        List<String> tokens = List.of(
                good().bearer(),
                good().bearer().replaceFirst("Bearer", "bEARER"),
                good().claim("exp", TestTokens.now() - 30).bearer(),
                good().claim("aud", List.of("other", SecureTenants.BASE + "/fhir"))
                        .bearer(),
                good().header("typ", "at+jwt").bearer(),
                good().withoutHeader("typ").bearer(),
                good().without("client_id")
                        .claim("azp", SecureTenants.ALPHA_INTEGRATOR)
                        .bearer());
        for (String token : tokens) {
            assertThat(http.call("GET", "Patient/nobody", null, Map.of("Authorization", token))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void asksForATokenEverywhereElse() {
        for (String path : List.of(
                "Patient", "", "?_getpages=1", "metadata/", "metadata/x", "$meta", "_history", "Questionnaire")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(http.call("POST", "metadata", null, Map.of()).status()).isEqualTo(401);
        assertThat(http.call("OPTIONS", "", null, Map.of()).status()).isEqualTo(401);
        assertThat(http.call("DELETE", ".well-known/smart-configuration", null, Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tellsEverybodyWhatItIsAndWhereTokensComeFrom() {
        FhirHttp.Answer metadata = http.get("metadata");
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.as(CapabilityStatement.class)
                        .getRestFirstRep()
                        .getSecurity()
                        .getServiceFirstRep()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("SMART-on-FHIR");
        FhirHttp.Answer smart = http.get(".well-known/smart-configuration");
        assertThat(smart.status()).isEqualTo(200);
        assertThat(smart.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(smart.body())
                .contains("\"issuer\":\"https://auth.example\"", "\"token_endpoint\":\"https://auth.example/token\"")
                .contains("client_credentials", "private_key_jwt", "permission-v2");
    }

    @Test
    void saysWhichScopeIsMissingAndNothingElse() {
        FhirHttp.Answer answer =
                http.call("GET", "AuditEvent/secret-id", null, Map.of("Authorization", good().bearer()));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .contains("auditor")
                .doesNotContain("secret-id");
    }

    @Test
    void saysThatScopesOfAPatientGiveNothing() {
        String token = TestTokens.access(SecureTenants.ALPHA_INTEGRATOR, "patient/*.cruds launch/patient")
                .claim("patient", "1")
                .bearer();
        for (String path : List.of("Patient/1", "Patient?_id=1", "QuestionnaireResponse?subject=Patient/1")) {
            FhirHttp.Answer answer = http.call("GET", path, null, Map.of("Authorization", token));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                    .contains("has no scope system/", "Scopes that begin with patient/ or user/ give nothing here");
        }
    }
}
