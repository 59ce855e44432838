package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What {@code /openapi.json} says is OpenAPI, and is so. */
@ServerTest
class OpenApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SERVICES = Path.of("cds-services");

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    OpenApiIT(FhirHttp http) {
        this.http = http;
    }

    /** The patient of the examples, under an id of its own, since other tests look at that patient, too. */
    private static String ours(String text) {
        return text.replace("demo-bea", "openapi-bea");
    }

    @BeforeEach
    void storeThePatient() throws IOException, InterruptedException {
        HttpResponse<String> stored = send(HttpRequest.newBuilder(http.address("/fhir"))
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        ours(Files.readString(Path.of("fhir-resources/examples/bundle-bea.json")))))
                .build());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    }

    private String text() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(http.address("/openapi.json")).GET().build())
                .body();
    }

    private JsonNode document() throws IOException, InterruptedException {
        return JSON.readTree(text());
    }

    @Test
    void isValid() throws IOException, InterruptedException {
        assertThat(new OpenAPIV3Parser().readContents(text()).getMessages()).isEmpty();
    }

    @Test
    void showsEveryServiceWithTheExamplesOfTheRepository() throws IOException, InterruptedException {
        JsonNode paths = document().path("paths");
        List<Path> examples;
        try (Stream<Path> files = Files.walk(SERVICES)) {
            examples = files.filter(file -> file.getFileName().toString().matches("(request|response)-.*\\.json"))
                    .toList();
        }
        assertThat(examples).hasSizeGreaterThanOrEqualTo(12);
        for (Path example : examples) {
            String[] name =
                    example.getFileName().toString().replace(".json", "").split("-", 2);
            JsonNode post = paths.path(
                            "/cds-services/" + SERVICES.relativize(example).getName(0))
                    .path("post");
            JsonNode content = name[0].equals("request")
                    ? post.at("/requestBody/content/application~1json")
                    : post.at("/responses/200/content/application~1json");
            assertThat(content.path("examples").path(name[1]).path("value"))
                    .as(example.toString())
                    .isEqualTo(JSON.readTree(Files.readString(example)));
        }
    }

    /** Every path with every example that it has. */
    @TestFactory
    List<DynamicTest> isAnsweredAsItSays() throws IOException, InterruptedException {
        JsonNode document = document();
        List<DynamicTest> tests = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> bodies(method.getValue())
                                .forEach(body -> tests.add(DynamicTest.dynamicTest(
                                        method.getKey() + " " + path.getKey(),
                                        () -> answers(
                                                document, path.getKey(), method.getKey(), method.getValue(), body))))));
        assertThat(tests).hasSizeGreaterThanOrEqualTo(15);
        return tests;
    }

    private static List<String> bodies(JsonNode operation) {
        List<String> bodies = new ArrayList<>();
        operation.at("/requestBody/content").forEach(media -> {
            if (media.has("example")) {
                bodies.add(media.path("example").toString());
            }
            media.path("examples")
                    .forEach(example -> bodies.add(example.path("value").toString()));
        });
        return bodies.isEmpty() ? List.of("") : bodies;
    }

    private void answers(JsonNode document, String path, String method, JsonNode operation, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(document, path, operation));
        operation
                .at("/requestBody/content")
                .fieldNames()
                .forEachRemaining(type -> request.setHeader("Content-Type", type));
        HttpResponse<String> response = send(request.method(
                        method.toUpperCase(Locale.ROOT),
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(ours(body)))
                .build());
        JsonNode written = operation.path("responses").path(String.valueOf(response.statusCode()));
        JsonNode answer = resolved(document, written);
        // What a launched form asks needs the token of an EHR (LaunchedFormsIT); without one it is refused as
        // described.
        boolean launched = operation.at("/security/0").has("launched");
        assertThat(response.statusCode())
                .as(response.body())
                .matches(status -> launched ? status == 401 : status < 300);
        assertThat(answer.isMissingNode()).as("answer " + response.statusCode()).isFalse();
        String type = response.headers().firstValue("Content-Type").orElse("");
        answer.path("content")
                .fieldNames()
                .forEachRemaining(said -> assertThat(type).startsWith(said));
    }

    private static JsonNode resolved(JsonNode document, JsonNode written) {
        return written.has("$ref") ? document.at(written.path("$ref").asText().substring(1)) : written;
    }

    private URI address(JsonNode document, String path, JsonNode operation) {
        String filled = path;
        List<String> query = new ArrayList<>();
        for (JsonNode written : operation.path("parameters")) {
            JsonNode parameter = resolved(document, written);
            String value = URLEncoder.encode(ours(parameter.path("example").asText()), StandardCharsets.UTF_8);
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                filled = filled.replace("{" + name + "}", value);
            } else if (parameter.path("in").asText().equals("query")) {
                query.add(name + "=" + value);
            }
        }
        return http.address(filled + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
