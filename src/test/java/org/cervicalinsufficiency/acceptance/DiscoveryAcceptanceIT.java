package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.TestTokens;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Section 1 of the acceptance: what discovery says. */
@Acceptance
class DiscoveryAcceptanceIT {

    private static final String DISCOVERY = "/cds-services";
    private static final Pattern TOKEN = Pattern.compile("\\{\\{([^}]*)}}");
    private static final Set<String> TOKENS = Set.of("context.patientId", "context.userId", "context.encounterId");
    private static final Set<String> PARAMETERS_OF_THE_SUBSET =
            Set.of("patient", "_sort", "_count", "category", "code");

    private final Bench bench;
    private final FhirHttp http;

    @Autowired
    DiscoveryAcceptanceIT(FhirHttp http) {
        this.bench = new Bench(http);
        this.http = http;
    }

    private Reply discovery() {
        return bench.method("GET", DISCOVERY);
    }

    private List<JsonNode> services() {
        return StreamSupport.stream(discovery().json().path("services").spliterator(), false)
                .toList();
    }

    private List<String> templates() {
        List<String> templates = new ArrayList<>();
        services().forEach(service -> service.path("prefetch").forEach(value -> templates.add(value.asText())));
        return templates;
    }

    @Test
    void ac01AnswersJson() {
        Reply reply = discovery();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).containsExactly("application/json");
    }

    @Test
    void ac02ListsServices() {
        assertThat(discovery().json().path("services").isArray()).isTrue();
        assertThat(services()).hasSize(3);
    }

    @Test
    void ac03NamesEachService() {
        assertThat(services()).allSatisfy(service -> {
            assertThat(service.path("hook").asText()).isNotEmpty();
            assertThat(service.path("description").asText()).isNotEmpty();
            assertThat(service.path("title").asText()).isNotEmpty();
            assertThat(service.path("id").asText()).matches("^[a-z0-9-]{1,64}$");
        });
    }

    @Test
    void ac04HasEachIdOnce() {
        assertThat(services().stream().map(service -> service.path("id").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void ac05RoutesEachService() {
        for (JsonNode service : services()) {
            Reply reply = bench.post(DISCOVERY + "/" + service.path("id").asText(), "{}");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
    }

    @Test
    void ac06HasRelativeTemplatesWithKnownTokens() {
        assertThat(templates()).isNotEmpty().allSatisfy(template -> {
            assertThat(template).matches("[A-Z][A-Za-z]+(/|\\?).+");
            assertThat(TOKEN.matcher(template).results().map(match -> match.group(1)))
                    .isNotEmpty()
                    .allMatch(token -> token.matches("context\\.\\w+")
                            || token.matches("user(Practitioner|PractitionerRole|Patient|RelatedPerson)Id"));
        });
    }

    @Test
    void ac07UsesOnlyTokensThatItsHookAllows() {
        for (JsonNode service : services()) {
            Set<String> allowed = new HashSet<>(TOKENS);
            if (service.path("hook").asText().equals("patient-view")) {
                // Optional there; a client may send the token unresolved (P13).
                allowed.remove("context.encounterId");
            }
            service.path("prefetch")
                    .forEach(template -> assertThat(
                                    TOKEN.matcher(template.asText()).results().map(match -> match.group(1)))
                            .allMatch(allowed::contains));
        }
    }

    @Test
    void ac08UsesOnlyParametersThatR4Has() {
        CapabilityStatement server = http.get("metadata").as(CapabilityStatement.class);
        Map<String, Set<String>> known = server.getRestFirstRep().getResource().stream()
                .collect(Collectors.toMap(
                        CapabilityStatement.CapabilityStatementRestResourceComponent::getType,
                        type -> type.getSearchParam().stream()
                                .map(CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent::getName)
                                .collect(Collectors.toSet())));
        for (String template : templates()) {
            if (template.contains("?")) {
                String type = template.substring(0, template.indexOf('?'));
                assertThat(parameters(template)).as(template).allSatisfy(parameter -> {
                    String name = parameter.substring(0, parameter.indexOf('='));
                    assertThat(PARAMETERS_OF_THE_SUBSET).contains(name);
                    assertThat(name.startsWith("_")
                                    || known.getOrDefault(type, Set.of()).contains(name))
                            .isTrue();
                    if (name.equals("_sort")) {
                        assertThat(known.getOrDefault(type, Set.of()))
                                .contains(parameter.substring("_sort=-".length()));
                    }
                });
            }
        }
    }

    @Test
    void ac09HasNoParameterTwice() {
        assertThat(templates())
                .filteredOn(template -> template.contains("?"))
                .allSatisfy(template -> assertThat(parameters(template).stream()
                                .map(parameter -> parameter.substring(0, parameter.indexOf('='))))
                        .doesNotHaveDuplicates());
    }

    @Test
    void ac10StaysTheSameAfterACall() {
        String before = discovery().body();
        assertThat(bench.answered(Bodies.full()).status()).isEqualTo(200);

        assertThat(discovery().body()).isEqualTo(before);
    }

    @Test
    void ac11HasSlashHeadAndOptions() {
        Reply get = discovery();
        Reply head = bench.method("HEAD", DISCOVERY);
        Reply options = bench.method("OPTIONS", DISCOVERY);

        assertThat(bench.send("GET", DISCOVERY + "/", BodyPublishers.noBody(), token(DISCOVERY), "")
                        .body())
                .isEqualTo(get.body());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).hasSize(1);
        assertThat(kept(head)).isEqualTo(kept(get));
        assertThat(options.status()).isIn(200, 204);
        assertThat(Arrays.asList(options.header("Allow").get(0).split(", *", -1)))
                .contains("GET", "HEAD", "OPTIONS");
    }

    @ParameterizedTest(name = "AC-12 protected discovery, token for \"{0}\": {1}")
    @CsvSource({"'',401", "/cds-services,200", Bench.VIEW + ",401"})
    void ac12AsksForATokenOfItsOwn(String audience, int status) {
        String token = audience.isEmpty() ? "" : token(audience);

        assertThat(bench.send("GET", DISCOVERY, BodyPublishers.noBody(), token, "")
                        .status())
                .isEqualTo(status);
    }

    /** The headers but for those that are made for each answer. */
    private static Map<String, List<String>> kept(Reply reply) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(reply.headers());
        headers.keySet().removeAll(Set.of("date", "x-correlation-id"));
        return headers;
    }

    private static String token(String path) {
        return TestTokens.alpha(path).sign();
    }

    private static List<String> parameters(String template) {
        return List.of(template.substring(template.indexOf('?') + 1).split("&", -1));
    }
}
