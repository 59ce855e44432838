package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.fhirserver.CallMover;
import org.cervicalinsufficiency.fhirserver.NobodysEvents;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Where callers prove who they are: no part of a token, admitted or refused, and no claim that only a token holds, stands
 * in a log line (ours at every level), an error, a metric or an AuditEvent.
 */
@SecureServerTest
class SecureCanaryIT {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final String VIEW = "/cds-services/" + SERVICE;
    private static final String START = "/cds-services/cervical-insufficiency-encounter-start";
    private static final String CANARY = "zzyzx-canary-of-tokens";
    private static final String ACCESS = "opaque-access-token-of-the-canary";
    private static final int SHORTEST_PART = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final MeterRegistry meters;
    private final RefusedCalls refused;
    private final CallMover mover;
    private final ApplicationContext server;
    private final Set<String> secrets = new TreeSet<>(Set.of(CANARY, ACCESS));
    private final List<String> errors = new ArrayList<>();
    private final Set<Integer> statuses = new TreeSet<>();

    @Autowired
    SecureCanaryIT(
            FhirHttp http, MeterRegistry meters, RefusedCalls refused, CallMover mover, ApplicationContext server) {
        this.http = http;
        this.meters = meters;
        this.refused = refused;
        this.mover = mover;
        this.server = server;
    }

    @Test
    void singsNowhere() throws Exception {
        List<String> lines;
        try (LoggedLines logged = new LoggedLines()) {
            hooks();
            fhir();
            refused.write();
            assertThat(mover.round()).isPositive();
            lines = logged.all();
        }

        assertThat(statuses).contains(200, 401, 403);
        assertThat(secrets).hasSizeGreaterThan(100);
        assertThat(lines).hasSizeGreaterThan(20).noneMatch(this::sings);
        assertThat(errors).hasSizeGreaterThan(100).noneMatch(this::sings);
        assertThat(meters.getMeters())
                .extracting(meter -> String.valueOf(meter.getId()))
                .anyMatch(id -> id.contains("cds.auth.rejected"))
                .noneMatch(this::sings);
        List<AuditEvent> ofAlpha = trail();
        List<AuditEvent> ofNobody = NobodysEvents.of(server);
        assertThat(texts(ofAlpha)).hasSizeGreaterThan(1).noneMatch(this::sings);
        assertThat(texts(ofNobody)).hasSizeGreaterThan(1).noneMatch(this::sings);
        assertThat(ofAlpha)
                .as("what is nobody's is read by no tenant")
                .extracting(AuditEvent::getIdPart)
                .doesNotContainAnyElementsOf(
                        ofNobody.stream().map(AuditEvent::getIdPart).toList());
    }

    private boolean sings(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    /** A value of the caller's own choice in every place of a token that may hold one. */
    private static Stream<String> marked(Supplier<TestTokens> good) {
        String address = "https://" + CANARY + ".example";
        return Stream.of(
                        good.get().claim("jti", CANARY + TestTokens.now()).claim("note", CANARY),
                        good.get().claim("sub", CANARY),
                        good.get().claim("iss", address),
                        good.get().claim("aud", address),
                        good.get().claim("tenant", CANARY),
                        good.get().claim("client_id", CANARY),
                        good.get().claim("scope", "system/" + CANARY + ".read"),
                        good.get().claim("fhirUser", "Practitioner/" + CANARY),
                        good.get().header("kid", CANARY),
                        good.get().header("jku", address),
                        good.get().header("alg", CANARY),
                        good.get().header("typ", CANARY))
                .map(TestTokens::bearer);
    }

    private void hooks() throws Exception {
        for (String token : marked(() -> TestTokens.alpha(VIEW)).toList()) {
            hook(VIEW, List.of(token), call());
        }
        for (var bad : BadTokens.all("https://" + CANARY + ".example").values()) {
            hook(VIEW, bad.apply(VIEW), call());
        }
        hook(START, List.of(TestTokens.beta(START).bearer()), call());
        String twice = TestTokens.alpha(VIEW).bearer();
        hook(VIEW, List.of(twice), fetching());
        hook(VIEW, List.of(twice), fetching());
    }

    private static ObjectNode call() throws IOException {
        return (ObjectNode) JSON.readTree(HookRequests.prefetchCall(SERVICE, Vignettes.named("v14")));
    }

    /** A part of the record is to be fetched, with a token, from a registered server that is not there. */
    private static ObjectNode fetching() throws IOException {
        ObjectNode call = call();
        ((ObjectNode) call.get("prefetch")).remove("procedures");
        call.put("fhirServer", SecureTenants.stubEhr());
        call.putObject("fhirAuthorization")
                .put("access_token", ACCESS)
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read")
                .put("subject", CANARY);
        return call;
    }

    private void hook(String path, List<String> authorization, ObjectNode call) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.address(path)).header("Content-Type", "application/json");
        authorization.forEach(value -> request.header("Authorization", value));
        HttpResponse<String> answer = client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(call.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        note(authorization, answer.statusCode(), answer.headers().map() + answer.body());
    }

    private void fhir() {
        for (String token : marked(() -> TestTokens.access("alpha-integrator", "system/Questionnaire.r"))
                .toList()) {
            for (String path :
                    List.of("Questionnaire/cervical-insufficiency-screening", "Patient/nobody", "metadata")) {
                FhirHttp.Answer answer = http.call("GET", path, null, Map.of("Authorization", token));
                note(List.of(token), answer.status(), answer.headers().map() + answer.body());
            }
        }
    }

    private void note(List<String> authorization, int status, String answer) {
        statuses.add(status);
        if (status >= 400) {
            errors.add(answer);
        }
        authorization.stream()
                .flatMap(value -> Stream.of(value.split("[ .]+", -1)))
                .filter(part -> part.length() >= SHORTEST_PART)
                .flatMap(part -> Stream.of(part, part.substring(part.length() - SHORTEST_PART)))
                .forEach(secrets::add);
    }

    /** What the trail of the tenant holds by now. */
    private List<AuditEvent> trail() {
        String auditor = TestTokens.access("alpha-auditor", "system/*.cruds").bearer();
        Bundle events = http.call(
                        "GET", "AuditEvent?_count=500&_sort=-_lastUpdated", null, Map.of("Authorization", auditor))
                .as(Bundle.class);
        return events.getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
    }

    /** Events, with what is encoded in them. */
    private static List<String> texts(List<AuditEvent> events) {
        return events.stream()
                .map(event -> ca.uhn.fhir.context.FhirContext.forR4Cached()
                                .newJsonParser()
                                .encodeResourceToString(event)
                        + event.getEntity().stream()
                                .filter(AuditEvent.AuditEventEntityComponent::hasQuery)
                                .map(entity -> new String(entity.getQuery(), StandardCharsets.UTF_8))
                                .toList())
                .toList();
    }
}
