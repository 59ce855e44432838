package org.cervicalinsufficiency.questionnaire;

import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/**
 * One line of {@code forms/refused.yaml}: a form that is right, an edit that makes it wrong, and the problems it then
 * has.
 *
 * @param name what is wrong, in words
 * @param node the edit and the problems as written
 */
public record RefusedForm(String name, JsonNode node) {

    private static final Path FOLDER = Path.of("src/test/resources/forms");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of them. */
    public static List<RefusedForm> all() {
        List<RefusedForm> all = new ArrayList<>();
        try {
            new ObjectMapper(new YAMLFactory())
                    .readTree(FOLDER.resolve("refused.yaml").toFile())
                    .forEach(node -> all.add(new RefusedForm(node.path("case").asText(), node)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    /** A form that is right. */
    public static QuestionnaireResponse right(String form) {
        return parse(json(form));
    }

    /**
     * One problem that the form must have.
     *
     * @param at the linkId, or where it stands if it is about no question
     * @param code the code of the issue
     * @param value part of the value that the message repeats
     * @param says part of the message
     */
    public record Expected(String at, String code, String value, String says) {}

    /** The problems, all of them. */
    public List<Expected> expected() {
        List<Expected> expected = new ArrayList<>();
        node.path("problems")
                .forEach(each -> expected.add(new Expected(
                        each.path("at").asText(),
                        each.path("code").asText(),
                        each.path("value").asText(),
                        each.path("says").asText())));
        return expected;
    }

    /** The wrong form. */
    public QuestionnaireResponse response() {
        ObjectNode form = json(node.path("form").asText("every-item"));
        node.path("remove").forEach(linkId -> remove(form, linkId.asText()));
        each(node.path("answer"), (linkId, answers) -> item(form, linkId).set("answer", answers));
        each(node.path("change"), (linkId, fields) -> item(form, linkId).setAll((ObjectNode) fields));
        each(
                node.path("into"),
                (linkId, fields) -> ((ArrayNode) item(form, linkId).withArray("item")).add(fields));
        each(
                node.path("stretch"),
                (linkId, length) -> item(form, linkId)
                        .put("text", "words ".repeat(length.asInt() / 6 + 1).strip()));
        node.path("repeat").forEach(linkId -> repeat(form, linkId.asText()));
        each(node.path("root"), form::set);
        node.path("add").forEach(added -> form.withArray("item").add(added));
        return parse(form);
    }

    @Override
    public String toString() {
        return name;
    }

    private static ObjectNode json(String form) {
        try {
            return (ObjectNode) JSON.readTree(Files.readString(FOLDER.resolve(form + ".json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static QuestionnaireResponse parse(ObjectNode form) {
        IParser parser = GateRig.FHIR.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false));
        return parser.parseResource(QuestionnaireResponse.class, form.toString());
    }

    /** The item with this linkId; if there is none, one is added to its group. */
    private static ObjectNode item(ObjectNode form, String linkId) {
        ObjectNode found = find(form, linkId);
        if (found != null) {
            return found;
        }
        int dot = linkId.indexOf('.');
        ObjectNode group = dot < 0 ? form : item(form, linkId.substring(0, dot));
        return group.withArray("item").addObject().put("linkId", linkId);
    }

    private static @org.jspecify.annotations.Nullable ObjectNode find(ObjectNode above, String linkId) {
        for (JsonNode child : above.path("item")) {
            ObjectNode item = (ObjectNode) child;
            ObjectNode found = linkId.equals(item.path("linkId").asText()) ? item : find(item, linkId);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static void remove(ObjectNode above, String linkId) {
        Iterator<JsonNode> items = above.path("item").elements();
        while (items.hasNext()) {
            ObjectNode item = (ObjectNode) items.next();
            if (linkId.equals(item.path("linkId").asText())) {
                items.remove();
            } else {
                remove(item, linkId);
            }
        }
    }

    private static void repeat(ObjectNode form, String linkId) {
        int dot = linkId.indexOf('.');
        ObjectNode above = dot < 0 ? form : item(form, linkId.substring(0, dot));
        above.withArray("item").add(item(form, linkId).deepCopy());
    }

    private static void each(JsonNode fields, java.util.function.BiConsumer<String, JsonNode> edit) {
        fields.fields().forEachRemaining(field -> edit.accept(field.getKey(), field.getValue()));
    }
}
