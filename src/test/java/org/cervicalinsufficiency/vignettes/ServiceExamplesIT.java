package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * {@code cds-services/<id>/examples}: each request must produce the response beside it, uuids apart. README and integrators
 * read the same files. {@code -Dexamples.write=true} writes the responses anew; look at the difference before committing.
 */
@ServerTest
class ServiceExamplesIT {

    private static final Path SERVICES = Path.of("cds-services");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    ServiceExamplesIT(FhirHttp http) {
        this.http = http;
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheExampleSays() throws IOException {
        List<Path> requests;
        try (Stream<Path> files = Files.walk(SERVICES)) {
            requests = files.filter(file -> file.getFileName().toString().startsWith("request-"))
                    .sorted()
                    .toList();
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(6);
        return requests.stream().map(request -> DynamicTest.dynamicTest(request.toString(), () -> compare(request)));
    }

    private void compare(Path request) throws IOException, InterruptedException {
        String service = SERVICES.relativize(request).getName(0).toString();
        HttpRequest call = HttpRequest.newBuilder(http.address("/cds-services/" + service))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofFile(request))
                .build();
        HttpResponse<String> response = client.send(call, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode body = JSON.readTree(response.body());
        scrub(body);
        String answer = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body) + "\n";
        Path expected = request.resolveSibling(request.getFileName().toString().replace("request-", "response-"));
        if (Boolean.getBoolean("examples.write")) {
            Files.writeString(expected, answer);
        }
        assertThat(answer).isEqualTo(Files.readString(expected));
    }

    /** The uuids differ with every answer; everything else may not. */
    private static void scrub(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("uuid")) {
            object.put("uuid", "00000000-0000-0000-0000-000000000000");
        }
        node.forEach(ServiceExamplesIT::scrub);
    }
}
