package org.cervicalinsufficiency.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cervicalinsufficiency.NodePackages;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What no container engine is needed for: schemas, linters, and the rules of the "restricted" pod security standard. */
class ContainerFilesTest {

    private static final Path DOCKER = Path.of("docker");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Linter of Dockerfiles, schemas of Kubernetes and of both operators, grammar of PromQL. */
    @Test
    void areWhatTheirReadersExpect() throws Exception {
        NodePackages packages = new NodePackages(Path.of("src/test/containers"), Path.of("target/containers"));
        packages.install();
        Path answer = packages.work().resolve("answer.json");
        packages.start(answer, "node", "check.mjs", DOCKER.toAbsolutePath().toString())
                .await();
        JsonNode said = JSON.readTree(answer.toFile());
        assertThat(said.path("wrong")).isEmpty();
        assertThat(said.path("looked").asInt()).isGreaterThan(30);
    }

    @Test
    void runAsNobodyOnAReadOnlyRoot() throws IOException {
        List<JsonNode> pods = manifests()
                .filter(each -> !each.path("spec").path("template").path("spec").isMissingNode())
                .map(each -> each.path("spec").path("template").path("spec"))
                .toList();
        assertThat(pods).hasSizeGreaterThanOrEqualTo(2).allSatisfy(pod -> {
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            JsonNode security = pod.path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(security.path("runAsUser").asInt()).isEqualTo(65532);
            assertThat(security.path("seccompProfile").path("type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                    .isFalse();
            assertThat(pod.path("volumes")).noneMatch(volume -> volume.has("hostPath"));
            assertThat(pod.path("containers")).isNotEmpty().allSatisfy(ContainerFilesTest::isConfined);
        });
    }

    private static void isConfined(JsonNode container) {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("capabilities").path("drop").path(0).asText()).isEqualTo("ALL");
        assertThat(container.path("resources").path("limits").has("memory")).isTrue();
        assertThat(container.path("resources").path("requests").has("cpu")).isTrue();
    }

    /** A restart mends neither the database nor an EHR; a replica that goes is told of before it goes. */
    @Test
    void probeWhatTheyShould() throws IOException {
        JsonNode server = only("Deployment").path("spec").path("template").path("spec");
        JsonNode container = server.path("containers").path(0);
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/livez");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
        int pause = container.at("/lifecycle/preStop/sleep/seconds").asInt();
        assertThat(pause).isGreaterThanOrEqualTo(5);
        assertThat(server.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(pause + 35);
        assertThat(only("HorizontalPodAutoscaler").at("/spec/minReplicas").asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(only("PodDisruptionBudget").at("/spec/minAvailable").asInt()).isPositive();
    }

    /** Every pod of ours has a policy, and none lets everything out. */
    @Test
    void sayWhereCallsMayGo() throws IOException {
        List<JsonNode> policies = manifests("NetworkPolicy").toList();
        assertThat(policies)
                .extracting(policy -> policy.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("screening-server", "screening-migration", "screening-database");
        assertThat(policies)
                .allSatisfy(policy ->
                        assertThat(policy.at("/spec/policyTypes").toString()).contains("Ingress"));
        assertThat(policies)
                .filteredOn(policy -> !policy.at("/spec/podSelector").toString().contains("cnpg.io"))
                .hasSize(2)
                .allSatisfy(policy -> {
                    assertThat(policy.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
                    assertThat(policy.at("/spec/egress")).isNotEmpty().allSatisfy(rule -> {
                        assertThat(rule.path("to")).isNotEmpty();
                        assertThat(rule.path("ports")).isNotEmpty();
                        assertThat(rule.toString()).doesNotContain("0.0.0.0/0");
                    });
                });
    }

    /** Whoever signs in to the database, its own instances, its operator: and no other pod of the cluster. */
    @Test
    void letNobodyElseIntoTheDatabase() throws IOException {
        JsonNode database = manifests("NetworkPolicy")
                .filter(policy -> policy.at("/metadata/name").asText().equals("screening-database"))
                .findFirst()
                .orElseThrow();
        assertThat(database.at("/spec/podSelector/matchLabels").toString())
                .isEqualTo("{\"cnpg.io/cluster\":\""
                        + only("Cluster").at("/metadata/name").asText() + "\"}");
        assertThat(database.at("/spec/ingress")).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("from")).isNotEmpty();
            assertThat(rule.path("ports")).isNotEmpty();
        });
    }

    /** The first start of the image's database answers on its socket before it is there for others. */
    @Test
    void waitForTheDatabaseThatOthersReach() throws IOException {
        JsonNode services =
                documents(DOCKER.resolve("production/compose.yaml")).get(0).path("services");
        assertThat(services.at("/database/healthcheck/test").toString()).contains("\"-h\",\"127.0.0.1\"");
        assertThat(services.at("/migrate/restart").asText()).startsWith("on-failure");
    }

    /** A cache that does not fit is passed over in silence where it serves. */
    @Test
    void endTheBuildWhereTheCacheDoesNotFit() throws IOException {
        assertThat(Files.readAllLines(DOCKER.resolve("Dockerfile")))
                .anyMatch(line -> line.startsWith("RUN java -XX:AOTMode=on -XX:AOTCache=screening.aot "));
    }

    /** No password is written down anywhere, and what is not committed is not committed by accident. */
    @Test
    void holdNoSecret() throws IOException {
        assertThat(manifests("Secret")).isEmpty();
        try (Stream<Path> files = Files.walk(DOCKER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllLines(file))
                        .as(file.toString())
                        .noneMatch(
                                line -> line.matches("(?i).*password[a-z_]*[\"']?\\s*[:=]\\s*[\"']?[^\\s\"'#]\\S*\\s*$")
                                        && !line.matches(".*(/run/secrets/|key: password|PASSWORD_FILE|secretName).*"));
            }
        }
        assertThat(Files.readAllLines(Path.of(".gitignore")))
                .contains("docker/production/secrets/", "docker/production/tls/", "docker/production/tenants.yaml");
    }

    @Test
    void confineEveryContainerOfOurs() throws IOException {
        for (String file : List.of("compose.yaml", "production/compose.yaml")) {
            JsonNode services = documents(DOCKER.resolve(file)).get(0).path("services");
            assertThat(services).isNotEmpty();
            services.properties().forEach(service -> {
                JsonNode set = service.getValue();
                assertThat(set.has("mem_limit")).as(service.getKey()).isTrue();
                assertThat(set.path("security_opt").toString()).contains("no-new-privileges:true");
                assertThat(set.path("privileged").asBoolean(false)).isFalse();
                if (set.path("image").asText().startsWith("cervical-insufficiency-screening:")) {
                    assertThat(set.path("read_only").asBoolean()).isTrue();
                    assertThat(set.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
                }
            });
        }
    }

    @Test
    void buildAnImageThatRunsAsNobody() throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile"));
        assertThat(lines).contains("USER 65532:65532").noneMatch(line -> line.startsWith("ADD "));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("ENTRYPOINT [");
        assertThat(lines).filteredOn(line -> line.startsWith("HEALTHCHECK")).hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM"))
                .noneMatch(line -> line.contains(":latest") || !line.matches("FROM \\S+[:{].*"));
    }

    /** The operator of Prometheus and a Prometheus of one's own must warn of the same. */
    @Test
    void warnOfTheSameEverywhere() throws IOException {
        JsonNode rules = documents(DOCKER.resolve("prometheus/alerts.yml")).get(0);
        assertThat(only("PrometheusRule").at("/spec/groups")).isEqualTo(rules.path("groups"));
    }

    private static JsonNode only(String kind) throws IOException {
        List<JsonNode> found = manifests(kind).toList();
        assertThat(found).as(kind).hasSize(1);
        return found.get(0);
    }

    private static Stream<JsonNode> manifests(String kind) throws IOException {
        return manifests().filter(each -> each.path("kind").asText().equals(kind));
    }

    private static Stream<JsonNode> manifests() throws IOException {
        try (Stream<Path> files = Files.list(DOCKER.resolve("kubernetes"))) {
            List<JsonNode> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.addAll(documents(file));
            }
            return all.stream();
        }
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Iterator<Object> loaded = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(reader)
                    .iterator();
            Iterable<Object> all = () -> loaded;
            return StreamSupport.stream(all.spliterator(), false)
                    .map(each -> (JsonNode) JSON.valueToTree(each instanceof Map<?, ?> map ? map : Map.of()))
                    .toList();
        }
    }
}
