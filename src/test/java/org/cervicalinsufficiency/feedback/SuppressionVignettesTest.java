package org.cervicalinsufficiency.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Plays {@code feedback/suppression.yaml}: act, call again, expect. */
class SuppressionVignettesTest {

    private static final Set<String> KEYS = Set.of("title", "first", "act", "then", "card", "expect");
    private static final Set<String> THEN =
            Set.of("later", "vignette", "tenant", "patient", "service", "trigger", "without", "suppressFor", "max");

    private record Case(String title, JsonNode told) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Case> cases() {
        try (InputStream file = Objects.requireNonNull(
                SuppressionVignettesTest.class.getResourceAsStream("/feedback/suppression.yaml"))) {
            List<Map<String, Object>> cases = new Yaml().load(file);
            return cases.stream().map(one -> {
                JsonNode told = new ObjectMapper().valueToTree(one);
                told.fieldNames().forEachRemaining(key -> assertThat(KEYS).contains(key));
                told.path("then")
                        .fieldNames()
                        .forEachRemaining(key -> assertThat(THEN).contains(key));
                return new Case(told.path("title").asText(), told);
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void holds(Case one) {
        JsonNode told = one.told();
        String first = told.path("first").asText();
        JsonNode then = told.path("then");
        Clinic clinic = new Clinic(Vignettes.named(first));
        JsonNode before = clinic.call(Vignettes.named(first), Clinic.Visit.usual());
        String topic = told.path("card").asText(told.at("/act/topic").asText());
        assertThat(Clinic.topics(before)).contains(topic);
        if (told.has("act")) {
            String card = Clinic.card(before, told.at("/act/topic").asText())
                    .path("uuid")
                    .asText();
            Outcome outcome = Outcome.of(told.at("/act/outcome").asText()).orElseThrow();
            clinic.act(card, outcome, told.at("/act/reason").asBoolean(false));
        }
        clinic.clock().advance(Duration.parse(then.path("later").asText("PT0S")));

        JsonNode again = clinic.call(Vignettes.named(then.path("vignette").asText(first)), visit(then));

        String expected = told.path("expect").asText();
        if (expected.equals("shown")) {
            assertThat(Clinic.topics(again)).contains(topic);
            assertThat(Clinic.suppressed(again)).doesNotContainKey(topic);
        } else {
            assertThat(Clinic.topics(again)).doesNotContain(topic);
            assertThat(Clinic.suppressed(again)).containsEntry(topic, expected);
        }
    }

    private static Clinic.Visit visit(JsonNode then) {
        CardSettings usual = CardSettings.usual("us", "en", Optional.empty());
        Map<String, List<String>> off =
                then.has("without") ? Map.of("60", List.of(then.path("without").asText())) : Map.of();
        CardSettings settings = new CardSettings(
                usual.profile(),
                usual.language(),
                usual.formUrl(),
                usual.linkHosts(),
                then.path("max").asInt(usual.max()),
                off,
                usual.phones(),
                usual.suggestions(),
                Duration.parse(then.path("suppressFor").asText("P7D")));
        Clinic.Visit usually = Clinic.Visit.usual();
        return new Clinic.Visit(
                then.path("service").asText(usually.service()),
                then.path("tenant").asText(usually.tenant()),
                then.path("patient").asText(usually.patient()),
                settings,
                then.path("trigger").asText(""));
    }
}
