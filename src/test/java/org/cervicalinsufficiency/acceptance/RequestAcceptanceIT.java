package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Section 2 of the acceptance: what is refused, and how. */
@Acceptance
class RequestAcceptanceIT {

    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    private final Bench bench;

    @Autowired
    RequestAcceptanceIT(FhirHttp http) {
        this.bench = new Bench(http);
    }

    private static String code(Reply reply) {
        return reply.issue().at("/details/coding/0/code").asText();
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "AC-13,hook,/",
        "AC-14,hookInstance,/",
        "AC-15,context,/",
        "AC-16,patientId,/context",
        "AC-17,userId,/context"
    })
    void refusesACallWithoutAMember(String id, String member, String parent) {
        ObjectNode call = Bodies.full();
        ObjectNode holder = parent.equals("/") ? call : (ObjectNode) call.at(parent);
        holder.remove(member);

        Reply reply = bench.call(call);

        assertThat(reply.status()).as(id).isEqualTo(400);
        assertThat(reply.issue().at("/expression/0").asText())
                .as(id)
                .isEqualTo(parent.equals("/") ? member : parent.substring(1) + "." + member);
    }

    @Test
    void ac18RefusesAnotherHook() {
        Reply reply = bench.call(Bodies.full().put("hook", "order-sign"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(code(reply)).isEqualTo("cds-hook-mismatch");
    }

    @Test
    void ac19RefusesATokenWithoutAServer() {
        ObjectNode call = Bodies.server("https://ehr.example/fhir", "opaque");
        call.remove("fhirServer");

        assertThat(bench.call(call).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "AC-20 without {0}")
    @ValueSource(strings = {"access_token", "token_type", "expires_in", "scope", "subject"})
    void ac20RefusesAnIncompleteAuthorization(String member) throws Exception {
        try (StubEhr ehr = new StubEhr(SecureTenants.STUB_EHR_PORT)) {
            ehr.holds(Bodies.full());
            ObjectNode call = Bodies.server(ehr.base(), "opaque");
            ((ObjectNode) call.get("fhirAuthorization")).remove(member);

            Reply reply = bench.call(call);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains(member);
            assertThat(ehr.log()).isEmpty();
        }
    }

    static Stream<String> notOneObject() {
        String full = Bodies.full().toString();
        return Stream.of(full.substring(0, full.length() / 2), "", "[]", "\"x\"", full + "x");
    }

    @ParameterizedTest(name = "AC-21 case {index}")
    @MethodSource("notOneObject")
    void ac21RefusesWhatIsNotOneObject(String body) {
        assertThat(bench.post(Bench.VIEW, body).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "AC-22 \"{0}\"")
    @ValueSource(strings = {"text/plain", "", "application/xml"})
    void ac22RefusesOtherMediaTypes(String type) {
        Reply reply = bench.send(
                "POST",
                Bench.VIEW,
                BodyPublishers.ofString(Bodies.full().toString()),
                TestTokens.alpha(Bench.VIEW).sign(),
                type);

        assertThat(reply.status()).isEqualTo(415);
    }

    @ParameterizedTest(name = "AC-23 {0}")
    @ValueSource(strings = {"/cds-services/nope", "/cds-services/nope/feedback"})
    void ac23KnowsNoOtherService(String path) {
        assertThat(bench.post(path, Bodies.full().toString()).status()).isEqualTo(404);
    }

    @Test
    void ac24IgnoresUnknownMembers() {
        ObjectNode call = Bodies.server("https://nobody.example/fhir", "opaque");
        call.set("prefetch", Bodies.full().get("prefetch"));
        call.put("unknown", 1).putObject("another").put("deep", true);
        ((ObjectNode) call.get("context")).put("mood", "curious");
        ((ObjectNode) call.get("fhirAuthorization")).put("refresh", "no");
        call.putObject("extension").putObject("com.example.thing").put("a", 1);

        assertThat(bench.answered(call).cards())
                .isEqualTo(bench.answered(Bodies.full()).cards());
    }

    private static ObjectNode medications(String patient) {
        ObjectNode bundle = Bodies.emptySearch().put("total", 1);
        ObjectNode request = Bodies.entries(bundle)
                .addObject()
                .putObject("resource")
                .put("resourceType", "MedicationRequest")
                .put("id", "m1")
                .put("status", "active")
                .put("intent", "order");
        request.putObject("category").put("text", "Outpatient");
        request.putObject("medicationCodeableConcept").put("text", "a tablet");
        request.putObject("subject").put("reference", "Patient/" + patient);
        return bundle;
    }

    @Test
    void ac25UnderstandsEpic() {
        ObjectNode call = Bodies.full();
        ObjectNode epic = Bodies.full();
        epic.put("fhirServer", SecureTenants.EPICISH_ISSUER);
        ((ObjectNode) epic.get("context")).put("userId", "PractitionerRole/ePR.1-x");
        ObjectNode extension = epic.putObject("extension");
        extension.put("com.epic.cdshooks.request.bpa-trigger-action", "6");
        for (String name : List.of(
                "cds-hooks-specification-version", "criteria-id", "epic-version", "cds-hooks-implementation-version")) {
            extension.put("com.epic.cdshooks.request." + name, "1.0");
        }
        extension.put("com.epic.cdshooks.request.fhir-version", "R4");
        ObjectNode prefetch = Bodies.prefetch(epic);
        prefetch.set("-user", JsonNodeFactory.instance.textNode("123"));
        // As an object where R4 has a list: in what is read, in what nobody asked for, and in the context.
        for (String key : List.of("conditions", "observations", "service-requests")) {
            prefetch.get(key).findParents("category").stream()
                    .map(ObjectNode.class::cast)
                    .filter(resource -> resource.path("category").isArray())
                    .forEach(resource -> resource.set("category", resource.at("/category/0")));
        }
        prefetch.set("-medications", medications(Bodies.patientId(epic)));
        ((ObjectNode) epic.get("context")).set("draftOrders", medications(Bodies.patientId(epic)));
        String patient = Bodies.patientId(epic);
        epic.findParents("reference").stream()
                .map(ObjectNode.class::cast)
                .filter(reference -> reference.path("reference").asText().equals("Patient/" + patient))
                .forEach(reference -> reference.put("reference", SecureTenants.EPICISH_ISSUER + "/Patient/" + patient));
        for (String key : Bodies.SEARCH_KEYS) {
            if (Bodies.entries(prefetch.get(key)).isEmpty()) {
                prefetch.set(key, Bodies.noResults());
            }
        }

        Reply reply = bench.send(
                "POST",
                Bench.VIEW,
                BodyPublishers.ofString(epic.toString()),
                TestTokens.epicish(Bench.VIEW).sign(),
                "application/json");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.cards()).isEqualTo(bench.answered(call).cards());
    }

    @Test
    void ac26RefusesALargeBodyFast() {
        String body = Bodies.full().put("padding", "x".repeat(LARGEST_BODY)).toString();
        long start = System.nanoTime();

        Reply reply = bench.post(Bench.VIEW, body.substring(0, LARGEST_BODY + 1));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }
}
