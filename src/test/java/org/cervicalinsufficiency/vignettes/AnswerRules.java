package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.hl7.fhir.r4.model.Resource;

/**
 * CDS Hooks 2.0.1, "CDS Service Response", read from the JSON that goes out and independent of the classes that write it.
 * Each rule throws an {@link AssertionError}.
 */
final class AnswerRules {

    private static final OfflineValidation VALIDATION = new OfflineValidation(List.of());
    private static final Map<String, List<String>> VALIDATED = new ConcurrentHashMap<>();
    private static final String TOPIC = "[A-Za-z0-9]{1,100}";
    private static final List<String> INDICATORS = List.of("critical", "warning", "info");
    private static final Set<String> CARD = Set.of(
            "uuid",
            "summary",
            "detail",
            "indicator",
            "source",
            "suggestions",
            "selectionBehavior",
            "overrideReasons",
            "links");

    private static final Set<String> CARD_IN_A_FORM =
            Stream.concat(CARD.stream(), Stream.of("extension")).collect(Collectors.toUnmodifiableSet());

    private AnswerRules() {}

    /** Checks a whole answer about a patient. */
    static void check(JsonNode answer, String patientId) {
        check(answer, patientId, DetailFormat.MARKDOWN);
    }

    /** The same where the EHR takes details in this form. */
    static void check(JsonNode answer, String patientId, DetailFormat format) {
        assertThat(answer.path("cards").isArray()).as("C1 cards").isTrue();
        members(answer, Set.of("cards", "extension"));
        members(answer.path("extension"), Set.of("org.cervicalinsufficiency.assessment"));
        answer.fields().forEachRemaining(member -> {
            if (!member.getKey().equals("cards")) {
                nothingEmpty(member.getValue());
            }
        });
        int last = 0;
        for (JsonNode card : answer.path("cards")) {
            nothingEmpty(card);
            members(card, format == DetailFormat.MARKDOWN ? CARD : CARD_IN_A_FORM);
            detail(card, format);
            card(card, patientId);
            int severity = INDICATORS.indexOf(card.path("indicator").asText());
            assertThat(severity).as("C20 the most urgent first").isGreaterThanOrEqualTo(last);
            last = severity;
        }
    }

    /** Bold words and lists, in no form anything else; and a form that is not Markdown is told. */
    private static void detail(JsonNode card, DetailFormat format) {
        String detail = text(card, "detail");
        if (format == DetailFormat.HTML) {
            assertThat(detail.replaceAll("</?(p|ul|li|strong)>", ""))
                    .as("C21, M7")
                    .doesNotContain("<", ">", "**");
        } else {
            assertThat(detail).as("C21").doesNotContainPattern("<[a-zA-Z/!?]|!\\[");
        }
        if (format == DetailFormat.PLAIN) {
            assertThat(detail).as("no markup").doesNotContain("**", "\\");
        }
        if (format != DetailFormat.MARKDOWN) {
            assertThat(card.path("extension"))
                    .as("EX1")
                    .hasToString("{\"com.epic.cdshooks.card.detail.content-type\":\"text/"
                            + format.name().toLowerCase(Locale.ROOT) + "\"}");
        }
    }

    private static void card(JsonNode card, String patientId) {
        String summary = text(card, "summary");
        assertThat(summary).as("C2").hasSizeLessThan(140).doesNotContain("\n", "\r");
        assertThat(INDICATORS).as("C3").contains(text(card, "indicator"));
        texts(card, "uuid", "detail");
        JsonNode source = card.path("source");
        members(source, Set.of("label", "url", "topic"));
        texts(source, "label");
        assertThat(text(source, "url")).as("C5 an organisation, not a page").matches("https://[^/]+/");
        assertThat(text(source.path("topic"), "code")).as("C19").matches(TOPIC);
        texts(source.path("topic"), "system");
        assertThat(card.path("overrideReasons").size()).as("OR1").isPositive();
        card.path("overrideReasons").forEach(reason -> {
            members(reason, Set.of("code", "system", "display"));
            texts(reason, "code", "system", "display");
        });
        assertThat(card.has("selectionBehavior")).as("C8").isEqualTo(card.has("suggestions"));
        card.path("suggestions").forEach(suggestion -> suggestion(suggestion, patientId));
        card.path("links").forEach(AnswerRules::link);
        if (card.has("suggestions")) {
            assertThat(text(card, "selectionBehavior")).as("C8").isEqualTo("any");
        }
    }

    private static void suggestion(JsonNode suggestion, String patientId) {
        members(suggestion, Set.of("label", "uuid", "isRecommended", "actions"));
        texts(suggestion, "label", "uuid");
        assertThat(suggestion.path("isRecommended").isBoolean() || !suggestion.has("isRecommended"))
                .as("C9")
                .isTrue();
        assertThat(suggestion.path("actions")).as("C10").hasSize(1);
        JsonNode action = suggestion.at("/actions/0");
        members(action, Set.of("type", "description", "resource"));
        assertThat(text(action, "type")).as("C11").isEqualTo("create");
        texts(action, "description");
        JsonNode resource = action.path("resource");
        assertThat(text(resource, "resourceType")).as("C25").isIn("Condition", "ServiceRequest", "Task");
        assertThat(resource.has("id")).as("C12 a new resource").isFalse();
        String subject = text(resource, "resourceType").equals("Task") ? "/for/reference" : "/subject/reference";
        assertThat(resource.at(subject).asText()).as("AC-45").isEqualTo("Patient/" + patientId);
        assertThat(errors(resource.toString().replace("Patient/" + patientId, "Patient/somebody")))
                .as("C24 valid R4")
                .isEmpty();
    }

    private static void link(JsonNode link) {
        members(link, Set.of("label", "url", "type"));
        texts(link, "label");
        assertThat(text(link, "type"))
                .as("C14 no smart link, so none without a fallback")
                .isEqualTo("absolute");
        // A server that is tried out without TLS links its own pages, on this machine.
        assertThat(text(link, "url")).as("C14").matches("https://\\S+|http://localhost:8080/(leaflets|forms)/\\S+");
        assertThat(URI.create(text(link, "url")).getHost()).as("C14").isNotBlank();
    }

    private static List<String> errors(String resource) {
        return VALIDATED.computeIfAbsent(
                resource,
                json -> VALIDATION.errors(
                        (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(json)));
    }

    private static void texts(JsonNode parent, String... members) {
        for (String member : members) {
            assertThat(text(parent, member)).isNotBlank();
        }
    }

    private static String text(JsonNode parent, String member) {
        assertThat(parent.path(member).isTextual()).as(member + " is a text").isTrue();
        return parent.path(member).asText();
    }

    private static void members(JsonNode object, Set<String> allowed) {
        assertThat(object.isObject()).isTrue();
        assertThat(object.fieldNames()).toIterable().isSubsetOf(allowed);
    }

    private static void nothingEmpty(JsonNode node) {
        assertThat(node.isNull()
                        || (node.isTextual() && node.asText().isEmpty())
                        || (node.isContainerNode() && node.isEmpty()))
                .as("G2 nothing empty")
                .isFalse();
        node.forEach(AnswerRules::nothingEmpty);
    }
}
