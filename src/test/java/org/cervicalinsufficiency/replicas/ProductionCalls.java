package org.cervicalinsufficiency.replicas;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.questionnaire.RefusedForm;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Calls of tenant alpha's clients to a production server, each with a fresh token. */
public final class ProductionCalls {

    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final String FHIR = "application/fhir+json";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Endpoint server;
    private final boolean proven;
    private final String client;
    private final String hook;

    /** @param server that runs with {@link ProductionSettings} */
    public ProductionCalls(Endpoint server) {
        this(server, true, SecureTenants.ALPHA_INTEGRATOR);
    }

    /** Calls of tenant alpha's app that authors use. */
    public static ProductionCalls ofAuthor(Endpoint server) {
        return new ProductionCalls(server, true, "alpha-author");
    }

    /** The integrator's calls to the server that somebody else calls. */
    public ProductionCalls(ProductionCalls others) {
        this(others.server);
    }

    /** Calls without a token. @param server that asks for none */
    public static ProductionCalls ofAnybody(Endpoint server) {
        return new ProductionCalls(server, false, "");
    }

    private ProductionCalls(Endpoint server, boolean proven, String client) {
        this.server = server;
        this.client = client;
        this.proven = proven;
        try {
            this.hook = Files.readString(Path.of("cds-services", SERVICE, "examples", "request-high-risk.json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A completed form about a patient of the registered EHR whom no other form is about. */
    public static QuestionnaireResponse rightForm() {
        QuestionnaireResponse form = RefusedForm.right("last-period");
        form.setId((String) null);
        form.setSource(null);
        form.setSubject(new Reference("https://ehr.example/fhir/Patient/" + UUID.randomUUID()));
        return form;
    }

    /** A hook call with complete prefetch. */
    public HttpResponse<String> hook() {
        String path = "/cds-services/" + SERVICE;
        return server.send(json(path).POST(BodyPublishers.ofString(hook)));
    }

    /** Says what was done with a card. */
    public HttpResponse<String> feedback(String card) {
        String body = "{\"feedback\":[{\"card\":\"" + card + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\""
                + Instant.now() + "\"}]}";
        return server.send(json("/cds-services/" + SERVICE + "/feedback").POST(BodyPublishers.ofString(body)));
    }

    /** Sends a transaction. */
    public HttpResponse<String> transaction(Bundle bundle) {
        return server.send(fhir("").POST(body(bundle)));
    }

    private HttpRequest.Builder json(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.address(path)).timeout(LIMIT).header("Content-Type", "application/json");
        return proven ? request.header("Authorization", TestTokens.alpha(path).bearer()) : request;
    }

    /** Submits a form. */
    public HttpResponse<String> form(QuestionnaireResponse form) {
        return server.send(fhir("QuestionnaireResponse").POST(body(form)));
    }

    /** Writes a resource under its own id. */
    public HttpResponse<String> put(Resource resource) {
        return server.send(
                fhir(resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                        .PUT(body(resource)));
    }

    /**
     * Creates a resource unless one is there already.
     *
     * @param condition what to search for, for example {@code identifier=system%7Cvalue}
     */
    public HttpResponse<String> create(Resource resource, String condition) {
        return server.send(
                fhir(resource.fhirType()).header("If-None-Exist", condition).POST(body(resource)));
    }

    /** Reads or searches, for example {@code Patient?_count=1}. */
    public HttpResponse<String> search(String path) {
        return server.send(fhir(path).GET());
    }

    private HttpRequest.Builder fhir(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address(path.isEmpty() ? "/fhir" : "/fhir/" + path))
                .timeout(LIMIT)
                .header("Content-Type", FHIR)
                .header("Accept", FHIR);
        return proven
                ? request.header(
                        "Authorization",
                        TestTokens.access(client, "system/*.cruds").bearer())
                : request;
    }

    private static HttpRequest.BodyPublisher body(Resource resource) {
        return BodyPublishers.ofString(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource));
    }
}
