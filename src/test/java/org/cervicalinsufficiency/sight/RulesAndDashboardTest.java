package org.cervicalinsufficiency.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alert rules and the dashboard read only metrics, labels and values that the contract has (OB18). */
class RulesAndDashboardTest {

    private static final Path RULES = Path.of("docker/prometheus/alerts.yml");
    private static final Path DASHBOARD = Path.of("docker/grafana/dashboards/screening.json");
    private static final Path DOCS = Path.of("src/docs/observability.md");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");

    /** Whether a replica could be asked: the collector's own. */
    private static final String COLLECTED = "up";

    /** Labels that the collector adds. */
    private static final Set<String> OF_THE_COLLECTOR = Set.of("instance", "job", "le");

    /** Of the standard metrics, those we group by. */
    private static final Set<String> STANDARD = Set.of("area", "uri", "status", "method", "outcome");

    private final MetricContract contract = MetricContract.read();

    private static List<Map<String, Object>> rules() throws IOException {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(RULES));
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Object group : list(map(root).get("groups"))) {
            assertThat(map(group)).containsOnlyKeys("name", "rules");
            list(map(group).get("rules")).forEach(rule -> rules.add(map(rule)));
        }
        return rules;
    }

    private static List<?> list(@Nullable Object node) {
        assertThat(node).isInstanceOf(List.class);
        return (List<?>) Objects.requireNonNull(node);
    }

    private static Map<String, Object> map(@Nullable Object node) {
        assertThat(node).isInstanceOf(Map.class);
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(node)).forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    @Test
    void rulesSelectWhatThereIs() throws IOException {
        List<Map<String, Object>> rules = rules();
        assertThat(rules).hasSizeGreaterThanOrEqualTo(15);
        for (Map<String, Object> rule : rules) {
            assertThat(rule.keySet()).isSubsetOf("alert", "expr", "for", "labels", "annotations");
            assertThat(map(rule.get("labels")).get("severity")).isIn("page", "ticket");
            assertThat(map(rule.get("annotations"))).containsOnlyKeys("summary", "action");
            assertThat(check(String.valueOf(rule.get("expr")))).isNotEmpty();
        }
    }

    @Test
    void everyRuleStandsInTheDocumentationAndNoOther() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String line : Files.readAllLines(DOCS)) {
            if (line.startsWith("| `") && line.split("\\|").length == 3) {
                NAME.matcher(line.split("\\|")[1]).results().forEach(name -> written.add(name.group(1)));
            }
        }
        assertThat(rules().stream().map(rule -> String.valueOf(rule.get("alert"))))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void panelsSelectWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        Set<String> used = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            for (JsonNode target : panel.path("targets")) {
                used.addAll(check(target.path("expr").asText()));
            }
        }
        Set<String> ours = new TreeSet<>(contract.metrics().keySet());
        ours.removeAll(used);
        assertThat(ours).as("in no panel").containsExactly("jvm_threads_live_threads", "process_uptime_seconds");
    }

    private Set<String> check(String expression) {
        PromQl.Read read = PromQl.read(expression);
        Set<String> metrics = new HashSet<>();
        Set<String> labels = new HashSet<>(OF_THE_COLLECTOR);
        for (PromQl.Selector selector : read.selectors()) {
            if (selector.metric().equals(COLLECTED)) {
                assertThat(OF_THE_COLLECTOR).containsAll(selector.matchers().keySet());
                metrics.add(COLLECTED);
                continue;
            }
            String name = contract.metricOf(selector.metric());
            assertThat(contract.metrics()).as(expression).containsKey(name);
            MetricContract.Metric metric = contract.metric(name);
            labels.addAll(metric.kind().equals("standard") ? STANDARD : metric.labels());
            selector.matchers().forEach((label, matcher) -> matches(expression, name, label, matcher));
            metrics.add(name);
        }
        assertThat(labels).as(expression).containsAll(read.grouped());
        return metrics;
    }

    private void matches(String expression, String metric, String label, String matcher) {
        if (label.equals("le")) {
            assertThat(matcher).isEqualTo("=0.5");
            return;
        }
        if (contract.metric(metric).kind().equals("standard")) {
            assertThat(STANDARD).as(expression).contains(label);
            return;
        }
        assertThat(contract.metric(metric).labels()).as(expression).contains(label);
        Map<String, Set<String>> lists = Map.of(
                "(services)",
                Set.of(),
                "(hooks)",
                Set.of(),
                "(clients)",
                Set.of(),
                "(keys)",
                Set.of(),
                "(topics)",
                Set.of(),
                "(reasons)",
                Set.of(),
                "(gaps)",
                Set.of(),
                "(refusals)",
                Set.of());
        for (String value : matcher.replaceFirst("^(=~|!~|!=|=)", "").split("\\|")) {
            assertThat(contract.values(metric, label, lists)).as(expression).contains(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum by (service (rate(x[5m]))",
                "rate(cds_cards_total)",
                "sum(cds_cards_total",
                "cds_cards_total{topic}",
                "cds_cards_total > ",
                "no_such_function(cds_cards_total)"
            })
    void theReaderOfExpressionsRefuses(String expression) {
        assertThatThrownBy(() -> PromQl.read(expression)).isInstanceOf(IllegalArgumentException.class);
    }
}
