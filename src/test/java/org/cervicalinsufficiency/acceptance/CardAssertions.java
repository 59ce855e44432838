package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.hl7.fhir.r4.model.Resource;

/** What holds for every answer with cards, AC-38 to AC-50, judged with parsers that the server does not use. */
final class CardAssertions {

    private static final Parser GFM = Parser.builder()
            .extensions(List.of(AutolinkExtension.create(), TablesExtension.create()))
            .build();
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final OfflineValidation R4 = new OfflineValidation(List.of());

    private final String patientId;
    private final Set<String> linkHosts;
    private final Set<String> looked = new TreeSet<>();

    CardAssertions(String patientId, Set<String> linkHosts) {
        this.patientId = patientId;
        this.linkHosts = linkHosts;
    }

    /** What was looked at, so that nothing passes for want of cards. */
    Set<String> check(Reply reply) {
        looked.clear();
        assertThat(reply.json().path("cards").isArray()).as("AC-38").isTrue();
        reply.json().path("cards").forEach(this::card);
        for (String uuid : reply.uuids()) {
            assertThat(uuid).as("AC-48").matches(UUID);
            assertThat(SEEN.add(uuid)).as("AC-48: %s was used before", uuid).isTrue();
        }
        return Set.copyOf(looked);
    }

    private void card(JsonNode card) {
        String summary = text(card, "summary");
        assertThat(summary.length()).as("AC-40 %s", summary).isBetween(1, 139);
        assertThat(summary).as("AC-40").doesNotContain("\n", "\r", "\uFFFD");
        assertThat(summary.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF))
                .as("AC-40 no half of a character")
                .isTrue();
        assertThat(text(card, "indicator")).as("AC-41").isIn("info", "warning", "critical");
        looked.add(text(card, "indicator"));
        assertThat(text(card, "uuid")).as("AC-48").isNotBlank();
        source(object(card, "source"));
        detail(card.has("detail") ? text(card, "detail") : "");
        for (String list : List.of("suggestions", "links", "overrideReasons")) {
            assertThat(card.path(list).isArray() || !card.has(list))
                    .as("AC-39 %s is a list", list)
                    .isTrue();
        }
        suggestions(card);
        card.path("links").forEach(link -> link(link, card.path("links")));
        assertThat(card.path("overrideReasons")).as("AC-47").isNotEmpty();
        card.path("overrideReasons")
                .forEach(reason -> assertThat(List.of("code", "system", "display"))
                        .as("AC-47")
                        .allMatch(member -> reason.path(member).isTextual()));
    }

    /** A member that is a text: a number or a list that reads like one is none. */
    private static String text(JsonNode parent, String member) {
        assertThat(parent.path(member).isTextual())
                .as("AC-39 %s is a text in %s", member, parent)
                .isTrue();
        return parent.path(member).asText();
    }

    private static JsonNode object(JsonNode parent, String member) {
        assertThat(parent.path(member).isObject())
                .as("AC-39 %s is an object in %s", member, parent)
                .isTrue();
        return parent.path(member);
    }

    private static void source(JsonNode source) {
        assertThat(text(source, "label")).as("AC-42").isNotBlank();
        for (String address : List.of("url", "icon")) {
            if (source.has(address)) {
                assertThat(text(source, address)).as("AC-42 " + address).startsWith("https://");
            }
        }
        JsonNode topic = object(source, "topic");
        assertThat(text(topic, "code")).as("AC-43").matches("[A-Za-z0-9]{1,100}");
        assertThat(text(topic, "system")).as("AC-43").isNotBlank();
        assertThat(topic.path("display").isTextual() || !topic.has("display"))
                .as("AC-43")
                .isTrue();
    }

    private void detail(String markdown) {
        GFM.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock block) {
                throw new AssertionError("AC-50 HTML: " + block.getLiteral());
            }

            @Override
            public void visit(HtmlInline inline) {
                throw new AssertionError("AC-50 HTML: " + inline.getLiteral());
            }

            @Override
            public void visit(Image image) {
                throw new AssertionError("AC-50 image: " + image.getDestination());
            }

            @Override
            public void visit(Link link) {
                URI address = URI.create(link.getDestination());
                assertThat(address.getScheme()).as("AC-50").isEqualTo("https");
                assertThat(linkHosts).as("AC-50 from configuration").contains(address.getHost());
            }
        });
    }

    private void suggestions(JsonNode card) {
        if (card.has("suggestions")) {
            assertThat(text(card, "selectionBehavior")).as("AC-44").isEqualTo("any");
        }
        card.path("suggestions").forEach(suggestion -> {
            assertThat(text(suggestion, "label")).as("AC-44").isNotBlank();
            assertThat(text(suggestion, "uuid")).as("AC-44").isNotBlank();
            assertThat(suggestion.path("isRecommended").isBoolean() || !suggestion.has("isRecommended"))
                    .as("AC-39")
                    .isTrue();
            assertThat(suggestion.path("actions")).as("AC-45 one action").hasSize(1);
            action(suggestion.path("actions").path(0));
        });
    }

    private void action(JsonNode action) {
        looked.add(text(action, "type"));
        assertThat(text(action, "description")).as("AC-45").isNotBlank();
        assertThat(text(action, "type")).as("AC-45").isIn("create", "update", "delete");
        if (text(action, "type").equals("delete")) {
            assertThat(text(action, "resourceId")).as("AC-45").matches("[A-Za-z]+/.+");
            return;
        }
        Resource resource = (Resource) FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(action.path("resource").toString());
        assertThat(R4.errors(resource)).as("AC-45").isEmpty();
        JsonNode body = action.path("resource");
        String about = body.has("subject")
                ? body.at("/subject/reference").asText()
                : body.at("/for/reference").asText();
        assertThat(about).as("AC-45").isEqualTo("Patient/" + patientId);
    }

    private void link(JsonNode link, JsonNode all) {
        assertThat(text(link, "label")).as("AC-46").isNotBlank();
        assertThat(text(link, "type")).as("AC-46").isIn("absolute", "smart");
        URI address = URI.create(text(link, "url"));
        assertThat(address.getScheme()).as("AC-46").isEqualTo("https");
        assertThat(linkHosts).as("AC-46").contains(address.getHost());
        looked.add(text(link, "type"));
        boolean smart = text(link, "type").equals("smart");
        assertThat(smart || !link.has("appContext")).as("AC-46").isTrue();
        if (smart) {
            assertThat(StreamSupport.stream(all.spliterator(), false)
                            .map(other -> other.path("type").asText()))
                    .as("AC-46")
                    .contains("absolute");
        }
    }
}
