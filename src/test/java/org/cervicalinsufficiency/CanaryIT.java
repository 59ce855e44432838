package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.fhirserver.CallMover;
import org.cervicalinsufficiency.sight.Scrape;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A name, a record number, a birth date, a comment and tokens that exist nowhere else go through every door, let in and
 * refused. Afterwards they stand in no log line (ours at every level, others' from WARN), no error body, no metric and
 * no AuditEvent.
 */
@ServerTest
class CanaryIT {

    static final String NAME = "Zzyzxcanary";
    static final String NUMBER = "MRN-99887766-canary";
    private static final String BORN = "1903-02-27";
    static final String COMMENT = "comment-of-the-canary";
    private static final String ACCESS = "access-token-canary-31415926";
    static final String TOKEN = CanaryLaunches.jwtPart("{\"alg\":\"ES384\",\"kid\":\"canary\"}") + "."
            + CanaryLaunches.jwtPart("{\"iss\":\"https://canary.example\"}") + ".c2lnbmF0dXJl";
    private static final List<String> CANARIES = List.of(
            NAME, NUMBER, BORN, COMMENT, ACCESS, TOKEN, TOKEN.substring(0, 20), "c2lnbmF0dXJl", "canary.example");

    /** Ids may stand in AuditEvents, as references; never in a log or an error. */
    static final String PATIENT = "patient-of-the-canary";

    private static final List<String> SERVICES = List.of(
            "cervical-insufficiency-patient-view",
            "cervical-insufficiency-encounter-start",
            "cervical-insufficiency-encounter-discharge");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirHttp http;
    private final CallMover mover;
    private final Breakable breakable;
    private final CurrentTenants tenants;
    private final MeterRegistry meters;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Failed> errors = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();

    @Autowired
    CanaryIT(FhirHttp http, CallMover mover, Breakable breakable, CurrentTenants tenants, MeterRegistry meters) {
        this.http = http;
        this.mover = mover;
        this.breakable = breakable;
        this.tenants = tenants;
        this.meters = meters;
    }

    @Test
    void singsNowhere() throws Exception {
        List<String> lines;
        try (LoggedLines logged = new LoggedLines()) {
            hooks();
            forms();
            CanaryLaunches.send(tenants, call(SERVICES.get(0)).get("prefetch"), this::send);
            searches();
            int withoutDatabase = breakable.with(Breakable.Part.DATABASE_REFUSES, () -> {
                hooks();
                return 0;
            });
            int withoutLogic = breakable.with(Breakable.Part.LOGIC_FAILS, () -> {
                forms();
                return 0;
            });
            assertThat(mover.round()).isGreaterThanOrEqualTo(withoutDatabase + withoutLogic);
            lines = logged.all();
        }

        assertThat(statuses).contains(200, 201, 400, 404, 413, 415, 422);
        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(lines).noneMatch(line -> sings(line) || line.contains(PATIENT));
        assertThat(errors).hasSizeGreaterThan(20);
        errors.forEach(CanaryIT::errorIsSilent);
        trailIsSilent();
        metricsAreSilent();
    }

    /** An answer that is an error, and what was sent. */
    private record Failed(boolean hook, String sent, String answer) {}

    /** A hook repeats nothing; a FHIR call may be told what it said itself, so that it can be mended, but no token. */
    private static void errorIsSilent(Failed failed) {
        Stream.concat(CANARIES.stream(), Stream.of(PATIENT))
                .filter(canary -> failed.hook() || !failed.sent().contains(canary))
                .forEach(canary -> assertThat(failed.answer()).doesNotContain(canary));
    }

    private static boolean sings(String text) {
        return CANARIES.stream().anyMatch(text::contains);
    }

    private void hooks() throws Exception {
        for (String service : SERVICES) {
            ObjectNode good = call(service);
            send("/cds-services/" + service, good.toString());
            send("/cds-services/" + service + "?q=" + NUMBER, good.toString());
            for (String broken : List.of("hook", "hookInstance", "context")) {
                ObjectNode bad = good.deepCopy();
                bad.remove(broken);
                send("/cds-services/" + service, bad.toString());
                send(
                        "/cds-services/" + service,
                        good.deepCopy().put(broken, COMMENT).toString());
            }
            ObjectNode stranger = good.deepCopy();
            ((ObjectNode) stranger.at("/prefetch/patient")).put("id", "another-" + NUMBER);
            send("/cds-services/" + service, stranger.toString());
            ObjectNode old = good.deepCopy();
            ((ObjectNode) old.at("/prefetch/patient")).put("resourceType", NAME).put("birthDate", COMMENT);
            send("/cds-services/" + service, old.toString());
            ObjectNode noPatient = good.deepCopy();
            ((ObjectNode) noPatient.get("prefetch")).remove("patient");
            send("/cds-services/" + service, noPatient.toString());
            ObjectNode authorization = good.deepCopy();
            ((ObjectNode) authorization.get("fhirAuthorization")).put("token_type", ACCESS);
            send("/cds-services/" + service, authorization.toString());
            send(
                    "/cds-services/" + service,
                    good.toString().substring(0, good.toString().length() - 30));
            send("/cds-services/" + service, "{\"" + NAME + "\":\"" + NAME + "\",\"" + NAME + "\":1}");
            send("/cds-services/" + NUMBER, good.toString());
            send(
                    "/cds-services/" + service + "/feedback",
                    "{\"feedback\":[{\"card\":\"" + NUMBER + "\",\"outcome\":\"overridden\",\"overrideReason\":"
                            + "{\"userComment\":\"" + COMMENT + "\"},\"outcomeTimestamp\":\"2026-06-15T10:00:00Z\"}]}");
            send(
                    "/cds-services/" + service + "/feedback",
                    "{\"feedback\":[{\"card\":\"8d7c1f7e-31a5-4f0a-9a54-5b1a3c2d4e5f\",\"outcome\":\"overridden\","
                            + "\"overrideReason\":{\"reason\":{\"system\":\"urn:" + NUMBER + "\",\"code\":\"" + NAME
                            + "\",\"display\":\"" + COMMENT + "\"},\"userComment\":\"" + COMMENT
                            + "\"},\"outcomeTimestamp\":\"2026-06-15T10:00:00Z\"},{\"card\":\"" + COMMENT
                            + "\",\"outcome\":"
                            + "\"accepted\",\"acceptedSuggestions\":[{\"id\":\"" + NUMBER
                            + "\"}],\"outcomeTimestamp\":\"2026-06-15T10:00:00Z\"}]}");
            send("/cds-services/" + service + "/feedback", "{\"feedback\":\"" + COMMENT + "\"");
        }
    }

    private static ObjectNode call(String service) {
        String hook = service.substring("cervical-insufficiency-".length());
        ObjectNode call = JSON.createObjectNode().put("hook", hook).put("hookInstance", COMMENT);
        call.putObject("context")
                .put("userId", "Practitioner/" + NUMBER)
                .put("patientId", PATIENT)
                .put("encounterId", "e");
        call.put("fhirServer", "https://ehr.example/fhir");
        call.putObject("fhirAuthorization")
                .put("access_token", ACCESS)
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read")
                .put("subject", "canary");
        ObjectNode prefetch = call.putObject("prefetch");
        prefetch.set("patient", patient());
        for (String key :
                List.of("conditions", "observations", "procedures", "forms", "communications", "service-requests")) {
            ObjectNode bundle =
                    prefetch.putObject(key).put("resourceType", "Bundle").put("type", "searchset");
            ObjectNode entry = bundle.putArray("entry").addObject().putObject("resource");
            entry.put("resourceType", "Condition").put("id", "c");
            entry.putObject("subject").put("reference", "Patient/" + PATIENT);
            entry.putObject("code").put("text", COMMENT);
            entry.put("recordedDate", NAME);
            entry.putArray("note").addObject().put("text", COMMENT);
        }
        return call;
    }

    private static ObjectNode patient() {
        ObjectNode patient =
                JSON.createObjectNode().put("resourceType", "Patient").put("id", PATIENT);
        patient.put("birthDate", BORN).put("gender", "female");
        patient.putArray("name").addObject().put("family", NAME);
        patient.putArray("identifier").addObject().put("system", "urn:mrn").put("value", NUMBER);
        return patient;
    }

    private void forms() throws Exception {
        fhir("PUT", "Patient/" + PATIENT, patient().toString());
        fhir("PUT", "Patient/" + PATIENT, patient().put("birthDate", NAME).toString());
        fhir("PUT", "Patient/" + PATIENT, patient().put(NAME, COMMENT).toString());
        fhir(
                "POST",
                "Condition",
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + NUMBER + "\"}}");
        ObjectNode form =
                (ObjectNode) JSON.readTree(Files.readString(Path.of("src/test/resources/forms/last-period.json")));
        form.remove("id");
        form.putObject("source").put("reference", "Patient/" + PATIENT);
        form.putObject("subject").put("reference", "Patient/" + PATIENT).put("display", NAME);
        fhir("POST", "QuestionnaireResponse", form.toString());
        ObjectNode wrong = form.deepCopy();
        wrong.withArray("item").addObject().put("linkId", NUMBER).put("text", COMMENT);
        fhir("POST", "QuestionnaireResponse", wrong.toString());
        fhir(
                "POST",
                "QuestionnaireResponse",
                form.deepCopy().put("authored", COMMENT).toString());
        fhir(
                "POST",
                "QuestionnaireResponse",
                form.deepCopy().put("questionnaire", "urn:" + NAME).toString());
        ObjectNode stranger = form.deepCopy();
        stranger.putObject("subject").put("reference", "Patient/" + NUMBER);
        fhir("POST", "QuestionnaireResponse", stranger.toString());
        fhir("POST", "QuestionnaireResponse", form.toString() + NAME);
        fhir("POST", "QuestionnaireResponse/$assess", wrong.toString());
        fhir("POST", "QuestionnaireResponse", "{\"a\":\"" + COMMENT.repeat(100_000) + "\"}");
        fhir("POST", "QuestionnaireResponse", "{\"a\":\"" + COMMENT + " ".repeat(5_000_000) + "\"}");
        fhir(
                "PATCH",
                "Patient/" + PATIENT,
                "[{\"op\":\"replace\",\"path\":\"/" + NAME + "\",\"value\":\"" + COMMENT + "\"}]");
        answer(
                NAME,
                HttpRequest.newBuilder(http.address("/fhir/Patient"))
                        .header("Content-Type", "application/fhir+xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<Patient><" + NAME + "/></Patient>")));
    }

    private void searches() throws Exception {
        for (String search : List.of(
                "Patient?name=" + NAME,
                "Patient?birthdate=" + BORN,
                "Patient?birthdate=" + NAME,
                "Patient?identifier=urn:mrn%7C" + NUMBER,
                "Patient?_id=" + NUMBER,
                "Patient?" + NAME + "=1",
                "Patient/" + NUMBER,
                "Patient/" + NUMBER + "/_history/7",
                "Patient/" + PATIENT,
                "Patient/" + PATIENT + "/$everything?" + NAME + "=1",
                "Condition?subject=Patient/" + PATIENT,
                "QuestionnaireResponse?subject.name=" + NAME,
                NAME + "/1",
                "Patient?_filter=name%20eq%20" + NAME,
                "Questionnaire/$populate?subject=" + NUMBER,
                "Patient/" + PATIENT + ";x=" + NAME)) {
            fhir("GET", search, "");
        }
        answer(
                NAME,
                HttpRequest.newBuilder(http.address("/fhir/Patient/_search"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("name=" + NAME + "&birthdate=" + NAME)));
        answer("", HttpRequest.newBuilder(http.address("/" + NAME)).GET());
    }

    private void send(String path, String body) throws IOException, InterruptedException {
        answer(
                body,
                HttpRequest.newBuilder(http.address(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("X-Correlation-Id", COMMENT + "!")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void fhir(String method, String path, String body) throws IOException, InterruptedException {
        answer(
                body,
                HttpRequest.newBuilder(http.address("/fhir/" + path))
                        .header(
                                "Content-Type",
                                method.equals("PATCH") ? "application/json-patch+json" : "application/fhir+json")
                        .header("Authorization", "Bearer " + TOKEN)
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body)));
    }

    private void answer(String body, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        statuses.add(response.statusCode());
        if (response.statusCode() >= 400) {
            URI address = response.request().uri();
            boolean hook = address.getPath().startsWith("/cds-services");
            errors.add(new Failed(
                    hook,
                    address.getPath() + address.getQuery() + body,
                    response.headers().map() + response.body()));
        }
    }

    private void trailIsSilent() throws IOException {
        Bundle page = http.get("AuditEvent?_count=500&_sort=-_lastUpdated").as(Bundle.class);
        int hookCalls = 0;
        int feedback = 0;
        for (int pages = 0; pages < 10; pages++) {
            for (Bundle.BundleEntryComponent entry : page.getEntry()) {
                AuditEvent event = (AuditEvent) entry.getResource();
                String text = JSON.writeValueAsString(event.getId())
                        + new org.hl7.fhir.r4.formats.JsonParser().composeString(event);
                String queries = event.getEntity().stream()
                        .filter(AuditEvent.AuditEventEntityComponent::hasQuery)
                        .map(entity -> new String(entity.getQuery(), StandardCharsets.UTF_8))
                        .reduce("", String::concat);
                assertThat(List.of(withoutReferences(text), withoutReferences(queries)))
                        .noneMatch(CanaryIT::sings);
                feedback += text.contains("\"feedback\"") ? 1 : 0;
                hookCalls += text.contains("Patient/" + PATIENT) && text.contains("hook") ? 1 : 0;
            }
            if (page.getLink(Bundle.LINK_NEXT) == null) {
                break;
            }
            URI next = URI.create(page.getLink(Bundle.LINK_NEXT).getUrl());
            page = http.get(next.getRawPath().replaceFirst("^/fhir/?", "") + "?" + next.getRawQuery())
                    .as(Bundle.class);
        }
        assertThat(hookCalls).isGreaterThan(10);
        assertThat(feedback).isGreaterThanOrEqualTo(SERVICES.size() * 4);
        try (Stream<Path> files = Files.walk(Path.of("target/it"))) {
            for (Path file :
                    files.filter(path -> path.toString().contains("calls-")).toList()) {
                assertThat(withoutReferences(Files.readString(file)))
                        .satisfies(text -> assertThat(sings(text)).isFalse());
            }
        }
    }

    /** Who was at the screen, and whom a search asked for by its id, are references. */
    private static String withoutReferences(String text) {
        return text.replace("Practitioner/" + NUMBER, "").replace("_id=" + NUMBER, "");
    }

    /** What the registry holds, and what is served of it. */
    private void metricsAreSilent() {
        assertThat(Scrape.of(http).text())
                .contains("cds_feedback_total")
                .doesNotContain(PATIENT)
                .satisfies(text -> assertThat(sings(text)).isFalse());
        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId() + " " + meter.getId().getDescription())
                .noneMatch(text -> sings(text) || text.contains(PATIENT));
    }
}
