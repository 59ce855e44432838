package org.cervicalinsufficiency.soak;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/**
 * What clients send, all kinds in turn: hook calls about many patients, feedback on the newest card, forms, and searches for
 * the newest of them.
 */
public final class Mix {

    /** The FHIR server of the EHR whose patients the forms are about; the server under load must have it registered. */
    public static final String FHIR_BASE = "https://ehr.example/fhir";

    private static final String SERVICE = "/cds-services/cervical-insufficiency-encounter-start";
    private static final ContentType FHIR = ContentType.create("application/fhir+json", StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATIENT = Pattern.compile("\"patientId\"\\s*:\\s*\"([^\"]+)\"");
    private static final int PATIENTS = 10_000;

    private final Function<String, URI> server;
    private final String prefix = "soak-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final List<String[]> bodies;
    private volatile String card = "";
    private volatile String subject = "";

    /**
     * Calls of a server that asks nobody for a token.
     *
     * @param server gives the address of a path
     * @param bodies of hook calls; each is sent about many patients in place of its own
     */
    public Mix(Function<String, URI> server, List<byte[]> bodies) {
        this.server = server;
        this.bodies = bodies.stream().map(Mix::aroundThePatient).toList();
    }

    private static String[] aroundThePatient(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Matcher patient = PATIENT.matcher(text);
        if (!patient.find()) {
            throw new IllegalArgumentException("The body of a hook call needs context.patientId.");
        }
        return text.split(Pattern.quote(patient.group(1)), -1);
    }

    /** The call of a turn, which begins with 0. Before there is a card or a form, one is asked for or sent in its place. */
    Shot at(int turn) {
        return switch (Kind.at(turn)) {
            case HOOK -> hook(turn);
            case FEEDBACK -> card.isEmpty() ? hook(turn) : feedback();
            case FORM -> form();
            case SEARCH -> subject.isEmpty() ? form() : search(turn);
        };
    }

    private Shot hook(int turn) {
        String[] around = bodies.get(Math.floorMod(turn, bodies.size()));
        String body = String.join(prefix + Math.floorMod(turn, PATIENTS), around);
        return new Shot(
                Kind.HOOK,
                post(SERVICE, body, ContentType.APPLICATION_JSON),
                HttpStatus.SC_OK,
                answer -> answer.contains("org.cervicalinsufficiency.assessment"),
                answer -> firstCard(answer).ifPresent(uuid -> card = uuid));
    }

    private static Optional<String> firstCard(String answer) {
        try {
            return Optional.of(JSON.readTree(answer).at("/cards/0/uuid").asText())
                    .filter(uuid -> !uuid.isEmpty());
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Shot feedback() {
        String body = "{\"feedback\":[{\"card\":\"" + card + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\""
                + Instant.now() + "\"}]}";
        return new Shot(
                Kind.FEEDBACK,
                post(SERVICE + "/feedback", body, ContentType.APPLICATION_JSON),
                HttpStatus.SC_NO_CONTENT,
                String::isEmpty,
                answer -> {});
    }

    private Shot form() {
        QuestionnaireResponse form = ProductionCalls.rightForm();
        String about = form.getSubject().getReference();
        return new Shot(
                Kind.FORM,
                post(
                        "/fhir/QuestionnaireResponse",
                        FhirContext.forR4Cached().newJsonParser().encodeResourceToString(form),
                        FHIR),
                HttpStatus.SC_CREATED,
                answer -> answer.contains(about),
                answer -> subject = about);
    }

    private Shot search(int turn) {
        String about = subject;
        String type = turn % 2 == 0 ? "RiskAssessment" : "QuestionnaireResponse";
        return new Shot(
                Kind.SEARCH,
                ClassicRequestBuilder.get(server.apply("/fhir/" + type + "?subject=" + about))
                        .addHeader("Accept", FHIR.getMimeType())
                        .build(),
                HttpStatus.SC_OK,
                answer -> answer.contains(type + "/") && answer.contains(about),
                answer -> {});
    }

    private ClassicHttpRequest post(String path, String body, ContentType type) {
        return ClassicRequestBuilder.post(server.apply(path))
                .setEntity(body, type)
                .build();
    }
}
