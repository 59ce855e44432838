package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.cervicalinsufficiency.json.BoundedNumbers;
import org.cervicalinsufficiency.json.StrictReader;
import org.cervicalinsufficiency.json.WholeText;

/**
 * Reads one JSON object the way RFC 8259 writes it: UTF-8, no duplicate names, nothing after the document, bounded
 * depth and lengths. What two readers could understand differently is refused.
 */
public final class StrictJson {

    private static final ObjectMapper MAPPER = mapper();

    private StrictJson() {}

    /**
     * The object in these bytes.
     *
     * @throws InvalidCall that says where the text stops being JSON
     */
    public static ObjectNode read(byte[] body) {
        String text = WholeText.decode(body).orElseThrow(() -> InvalidCall.json("The body is not UTF-8."));
        try (JsonParser parser = new BoundedNumbers(MAPPER.createParser(text))) {
            JsonNode root = MAPPER.readTree(parser);
            if (root == null || parser.nextToken() != null) {
                throw InvalidCall.json("The body is empty or holds more than one document.");
            }
            if (!(root instanceof ObjectNode object)) {
                throw InvalidCall.json("The body is not a JSON object.");
            }
            requireWholeCharacters(object);
            return object;
        } catch (JsonProcessingException e) {
            throw InvalidCall.json(place(e));
        } catch (java.io.IOException e) {
            throw InvalidCall.json("The body could not be read.");
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null
                ? "The body is not strict JSON or is over a limit of depth, length or exponent."
                : "The body is not strict JSON, or over a limit of depth, length or exponent, at line "
                        + location.getLineNr() + ", column " + location.getColumnNr() + ".";
    }

    /** Refuses half of a surrogate pair, which no UTF-8 text can hold. */
    private static void requireWholeCharacters(JsonNode node) {
        if (node.isTextual()) {
            requireWholeCharacters(node.textValue());
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                requireWholeCharacters(member.getKey());
                requireWholeCharacters(member.getValue());
            }
        } else {
            node.forEach(StrictJson::requireWholeCharacters);
        }
    }

    private static void requireWholeCharacters(String text) {
        if (!WholeText.isWhole(text)) {
            throw InvalidCall.json("The body holds half of a surrogate pair.");
        }
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder(StrictReader.factory())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                .build();
    }
}
