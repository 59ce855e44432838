package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.Spool;
import org.cervicalinsufficiency.audit.SpoolFile;
import org.cervicalinsufficiency.audit.SpoolLimits;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Who did what to whose data: one AuditEvent for each act, none lost, none twice, none changed. */
@ServerTest
class AuditIT {

    private static final OfflineValidation VALIDATION = new OfflineValidation(List.of());
    private static final String EHR = "https://ehr.example/fhir/";
    private static final String START = "cervical-insufficiency-encounter-start";
    private static final SpoolLimits LIMITS = new SpoolLimits(1_000_000, 100_000);

    private final FhirHttp http;
    private final FormCalls calls;
    private final CallMover mover;
    private final DaoRegistry daos;
    private final IHapiTransactionService transactions;
    private final TenantStores stores;
    private final String id = "audit-" + UUID.randomUUID();

    @Autowired
    AuditIT(
            FhirHttp http,
            CallMover mover,
            DaoRegistry daos,
            IHapiTransactionService transactions,
            TenantStores stores) {
        this.http = http;
        this.calls = new FormCalls(http);
        this.mover = mover;
        this.daos = daos;
        this.transactions = transactions;
        this.stores = stores;
    }

    /** The events about a patient; looking for them makes no event that is found by the next search for others. */
    private List<AuditEvent> events(String search) {
        List<AuditEvent> events = http.get("AuditEvent?_count=200&" + search).as(Bundle.class).getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
        events.forEach(event -> assertThat(VALIDATION.errors(event)).isEmpty());
        return events;
    }

    private List<AuditEvent> aboutEhrPatient() throws IOException {
        var unused = mover.round();
        return about("Patient/" + id, "subtype=operation");
    }

    private List<AuditEvent> aboutPatient(String subtype) {
        return about("Patient/" + id, "subtype=" + subtype);
    }

    private List<AuditEvent> about(String patient, String search) {
        return events(search + "&_sort=-_lastUpdated").stream()
                .filter(event -> event.getEntity().stream()
                        .map(entity -> entity.getWhat().getReference() + " "
                                + entity.getWhat().getIdentifier().getValue())
                        .anyMatch(what -> what.contains(patient)))
                .toList();
    }

    private static List<String> details(AuditEvent event, String type) {
        return event.getEntity().stream()
                .flatMap(entity -> entity.getDetail().stream())
                .filter(detail -> detail.getType().equals(type))
                .map(detail -> detail.getValue().primitiveValue())
                .toList();
    }

    private HttpResponse<String> hook(String service, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(http.address("/cds-services/" + service))
                                .header("Content-Type", "application/json")
                                .header("X-Correlation-Id", id)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void writesEachHookCallDownOnce() throws Exception {
        var answer = hook(START, FormCalls.call(id).toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> topics =
                FormCalls.topics(new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body()));

        List<AuditEvent> events = aboutEhrPatient();

        assertThat(events).hasSize(1);
        AuditEvent event = events.get(0);
        assertThat(event.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._0);
        assertThat(details(event, "hook")).containsExactly("encounter-start");
        assertThat(details(event, "hookInstance")).containsExactly("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        assertThat(details(event, "correlation-id")).containsExactly(id);
        assertThat(details(event, "tenant")).containsExactly("local");
        assertThat(details(event, "card-topic"))
                .containsExactlyElementsOf(topics)
                .isNotEmpty();
        assertThat(event.getAgent())
                .anyMatch(agent -> agent.getWho().getDisplay() != null
                        && agent.getWho().getDisplay().equals("anybody")
                        && agent.getNetwork().getAddress().equals("127.0.0.1"))
                .anyMatch(agent ->
                        agent.getRequestor() && agent.getWho().getReference().equals(EHR + "Practitioner/p"));
    }

    @Test
    void writesAHookCallDownThatWasRefused() throws Exception {
        ObjectNode call = FormCalls.call(id);
        ((ObjectNode) call.at("/prefetch/patient")).put("id", "somebody-else");
        int status = hook(START, call.toString()).statusCode();
        assertThat(status).isBetween(400, 499);

        assertThat(aboutEhrPatient())
                .singleElement()
                .satisfies(event -> assertThat(event.getOutcomeDesc()).isEqualTo("HTTP status " + status));
    }

    /** One event for each item, none for what the clinician wrote; a call of which nothing is stored is one, too. */
    @Test
    void writesEachItemOfFeedbackDown() throws Exception {
        String card = UUID.randomUUID().toString();
        String when = "\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}";
        String overridden = "{\"card\":\"" + card + "\",\"outcome\":\"overridden\",\"overrideReason\":"
                + "{\"userComment\":\"words of " + id + "\"}," + when;
        String foreign = "{\"card\":\"card of " + id + "\",\"outcome\":\"accepted\",\"acceptedSuggestions\":"
                + "[{\"id\":\"suggestion of " + id + "\"}]," + when;

        var both = hook(START + "/feedback", "{\"feedback\":[" + overridden + "," + foreign + "]}");
        var again = hook(START + "/feedback", "{\"feedback\":[" + overridden + ",{}]}");
        var none = hook(START + "/feedback", "{\"feedback\":[{}]}");
        assertThat(List.of(both.statusCode(), again.statusCode(), none.statusCode()))
                .containsExactly(204, 200, 400);
        var unused = mover.round();
        List<AuditEvent> events = events("subtype=operation&_sort=-_lastUpdated").stream()
                .filter(event -> details(event, "correlation-id").contains(id))
                .toList();

        assertThat(events)
                .extracting(event -> List.of(
                        event.getOutcome().toCode(),
                        event.getOutcomeDesc(),
                        details(event, "card"),
                        details(event, "act"),
                        details(event, "hook")))
                .containsExactlyInAnyOrder(
                        List.of("0", "HTTP status 204", List.of(card), List.of("overridden"), List.of("feedback")),
                        List.of("0", "HTTP status 204", List.of(), List.of("accepted"), List.of("feedback")),
                        List.of("0", "HTTP status 200", List.of(card), List.of("overridden"), List.of("feedback")),
                        List.of("4", "HTTP status 400", List.of(), List.of(), List.of("feedback")));
        assertThat(events)
                .extracting(event -> new org.hl7.fhir.r4.formats.JsonParser().composeString(event))
                .noneMatch(text -> text.contains("words of") || text.contains("card of") || text.contains("tion of"));
    }

    /** The process ended between the commit and the removal of the file: everything in it is moved once more. */
    @Test
    void storesNoCallTwice(@TempDir Path directory) throws Exception {
        AuditedCall call = new AuditedCall(
                UUID.randomUUID().toString(),
                Instant.parse("2026-06-15T12:00:00Z"),
                new AuditedCall.Who("local", "alpha", "", "192.0.2.1"),
                new AuditedCall.What("service", "patient-view", "", id),
                EHR + "Patient/" + id,
                new AuditedCall.Outcome(200, List.of("Education")));
        Path copy = directory.resolve("calls-000000000099.jsonl");
        try (Spool spool = new Spool(directory, LIMITS);
                CallMover twice = new CallMover(spool, daos, transactions, stores)) {
            assertThat(spool.append(call)).isTrue();
            SpoolFile file = spool.oldest().orElseThrow();
            Files.copy(directory.resolve("calls-000000000001.jsonl"), copy);
            assertThat(file.read().calls()).containsExactly(call);
            assertThat(twice.round()).isEqualTo(2);
            assertThat(spool.oldest()).isEmpty();
        }

        assertThat(aboutEhrPatient())
                .singleElement()
                .satisfies(event -> assertThat(event.getMeta().getVersionId()).isEqualTo("1"));
    }

    @Test
    void writesWritesDown() {
        calls.patient(id);
        Condition condition = new Condition().setSubject(new Reference("Patient/" + id));
        String created = http.post("Condition", condition)
                .as(Condition.class)
                .getIdElement()
                .getIdPart();
        assertThat(http.call("DELETE", "Condition/" + created, null, Map.of()).status())
                .isEqualTo(200);
        String form = calls.submit(FormOfAnswers.allNo(new Reference("Patient/" + id), "2026-06-15T10:00:00Z")
                .unsent());

        assertThat(aboutPatient("create"))
                .anySatisfy(event -> assertThat(data(event)).startsWith("Condition/" + created))
                .anySatisfy(event -> assertThat(data(event)).startsWith("QuestionnaireResponse/" + form));
        assertThat(aboutPatient("delete")).hasSize(1);
    }

    private static String data(AuditEvent event) {
        return event.getEntity().stream()
                .filter(entity -> "4".equals(entity.getRole().getCode()))
                .map(entity -> entity.getWhat().getIdentifier().getValue())
                .findFirst()
                .orElse("");
    }

    /** One transaction: what is not stored leaves no event that says it was. */
    @Test
    void writesNothingDownThatWasRolledBack() {
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        Patient patient = new Patient();
        patient.setId(id);
        transaction
                .addEntry()
                .setResource(patient)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl("Patient/" + id);
        Condition dangling = new Condition().setSubject(new Reference("Patient/nobody-" + id));
        transaction
                .addEntry()
                .setResource(dangling)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Condition");

        assertThat(http.post("", transaction).status()).isEqualTo(400);

        assertThat(http.get("Patient/" + id).status()).isEqualTo(404);
        assertThat(events("_sort=-_lastUpdated")).noneMatch(event -> data(event).startsWith("Patient/" + id));
    }

    @Test
    void writesReadsAndSearchesDown() {
        calls.patient(id);
        assertThat(http.get("Patient/" + id).status()).isEqualTo(200);
        assertThat(http.get("Patient?_id=" + id).status()).isEqualTo(200);
        assertThat(http.get("Patient?_id=" + id + "&name=Surname&birthdate=1990-01-01")
                        .status())
                .isEqualTo(200);
        String form = calls.submit(FormOfAnswers.allNo(new Reference("Patient/" + id), "2026-06-15T10:00:00Z")
                .unsent());
        assertThat(http.get("QuestionnaireResponse?subject=Patient/" + id).status())
                .isEqualTo(200);
        assertThat(http.get("RiskAssessment?subject=Patient/" + id + "&_include=RiskAssessment:subject")
                        .status())
                .isEqualTo(200);
        assertThat(form).isNotEmpty();

        assertThat(aboutPatient("read"))
                .singleElement()
                .satisfies(event -> assertThat(event.getAction().toCode()).isEqualTo("R"));
        assertThat(aboutPatient("search-type").stream().map(AuditIT::query))
                .contains(
                        "Patient?_id=" + id,
                        "QuestionnaireResponse?subject=Patient/" + id,
                        "RiskAssessment?_include&subject=Patient/" + id);
        assertThat(events("subtype=search-type&_sort=-_lastUpdated").stream().map(AuditIT::query))
                .contains("Patient?_id=" + id + "&birthdate&name")
                .noneMatch(query -> query.contains("Surname") || query.contains("1990"));
    }

    private static String query(AuditEvent event) {
        return event.getEntity().stream()
                .filter(AuditEventEntityComponent::hasQuery)
                .map(entity -> new String(entity.getQuery(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    @Test
    void writesReadsInABatchDown() {
        calls.patient(id);
        Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient/" + id);

        assertThat(http.post("", batch).status()).isEqualTo(200);

        assertThat(aboutPatient("batch,transaction")).hasSize(1);
    }

    @Test
    void letsNobodyWriteToTheTrail() {
        calls.patient(id);
        AuditEvent event = aboutPatient("create,update").get(0);
        String stored = "AuditEvent/" + event.getIdElement().getIdPart();
        event.setId(stored).setMeta(null);
        event.setOutcomeDesc("changed");
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(event)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl(stored);
        Bundle deletion = new Bundle().setType(Bundle.BundleType.BATCH);
        deletion.addEntry().getRequest().setMethod(Bundle.HTTPVerb.DELETE).setUrl(stored);

        assertThat(http.put(stored, event).status()).isEqualTo(405);
        assertThat(http.post("AuditEvent", event).status()).isEqualTo(405);
        assertThat(http.call("DELETE", stored, null, Map.of()).status()).isEqualTo(405);
        assertThat(http.post("", transaction).status()).isBetween(400, 499);
        Bundle answer = http.post("", deletion).as(Bundle.class);
        assertThat(answer.getEntryFirstRep().getResponse().getStatus()).startsWith("4");

        AuditEvent now = http.get(stored).as(AuditEvent.class);
        assertThat(now.getMeta().getVersionId()).isEqualTo("1");
        assertThat(now.getOutcomeDesc()).isNull();
    }

    @Test
    void storesNoNarrativeOfAForm() {
        calls.patient(id);
        QuestionnaireResponse form = FormOfAnswers.allNo(new Reference("Patient/" + id), "2026-06-15T10:00:00Z")
                .unsent();
        form.getText().setStatus(org.hl7.fhir.r4.model.Narrative.NarrativeStatus.GENERATED);
        form.getText().setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>typed by somebody</p></div>");

        String stored = calls.submit(form);

        assertThat(http.get("QuestionnaireResponse/" + stored).body()).doesNotContain("typed by somebody", "<div");
    }
}
