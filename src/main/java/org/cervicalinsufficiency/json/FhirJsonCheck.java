package org.cervicalinsufficiency.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a FHIR body before FHIR's own parser, which takes duplicate names, single quotes, texts of any length,
 * and numbers written as texts. Nothing is built: it needs no more memory than the depth allows.
 */
public final class FhirJsonCheck {

    private static final int MAX_OF_TRANSACTION = 100;
    private static final int MAX_OF_BUNDLE = 500;
    private static final int MAX_OF_CALL = 2000;

    /** The types of {@code value[x]} and its like that JSON has no quotation marks for. */
    private static final Pattern BARE = Pattern.compile("[a-z]\\w*(Integer|Decimal|PositiveInt|UnsignedInt|Boolean)");

    private static final String QUANTITY = "Quantity";

    private static final JsonFactory FACTORY = StrictReader.factory();

    private final JsonParser parser;
    private final int[] elements = new int[StrictReader.MAX_DEPTH + 2];
    private final boolean[] entries = new boolean[StrictReader.MAX_DEPTH + 2];
    private final boolean[] quantities = new boolean[StrictReader.MAX_DEPTH + 2];
    private int depth;
    private int all;
    private int outermost;
    private String type = "";
    private String resourceType = "";
    private @Nullable String name;

    private FhirJsonCheck(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Looks through one body.
     *
     * @throws JsonRefused if it is not strict JSON, or has more entries than are read
     */
    public static void check(byte[] body) throws JsonRefused {
        String text = WholeText.decode(body).orElseThrow(() -> JsonRefused.form("The body is not UTF-8."));
        try (JsonParser parser = new BoundedNumbers(FACTORY.createParser(text))) {
            new FhirJsonCheck(parser).run();
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw JsonRefused.form(
                    "The body is not strict JSON, or over a limit of depth, length or exponent" + place + ".");
        } catch (IOException e) {
            throw JsonRefused.form("The body could not be read.");
        }
    }

    private void run() throws IOException, JsonRefused {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
            throw JsonRefused.form("The body is not a JSON object.");
        }
        take(first);
        while (depth > 0) {
            take(parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw JsonRefused.form("The body holds more than one document.");
        }
        if (resourceType.equals("Bundle")
                && (type.equals("transaction") || type.equals("batch"))
                && outermost > MAX_OF_TRANSACTION) {
            throw JsonRefused.entries(
                    "The " + type + " has more than " + MAX_OF_TRANSACTION + " entries; send it in several.");
        }
    }

    private void take(JsonToken token) throws IOException, JsonRefused {
        switch (token) {
            case START_OBJECT, START_ARRAY -> begin(token == JsonToken.START_ARRAY && "entry".equals(name));
            case END_OBJECT, END_ARRAY -> depth--;
            case FIELD_NAME -> {
                name = parser.currentName();
                requireWhole(name);
            }
            case VALUE_STRING -> {
                requireWhole(parser.getText());
                requireText();
                remember(parser.getText());
                name = null;
            }
            default -> name = null;
        }
    }

    private void begin(boolean isEntries) throws JsonRefused {
        if (depth > 0 && entries[depth]) {
            elements[depth]++;
            all++;
            outermost = depth == 2 ? elements[depth] : outermost;
            if (elements[depth] > MAX_OF_BUNDLE || all > MAX_OF_CALL) {
                throw JsonRefused.entries("The body has more than " + MAX_OF_BUNDLE + " entries in a Bundle or "
                        + MAX_OF_CALL + " in all; send it in several.");
            }
        }
        depth++;
        elements[depth] = 0;
        entries[depth] = isEntries;
        quantities[depth] = name != null && name.endsWith(QUANTITY);
        name = null;
    }

    /** FHIR's parser would read the number out of the text; what was meant by it is for the sender to say. */
    private void requireText() throws JsonRefused {
        if (name == null) {
            return;
        }
        boolean isNumber = BARE.matcher(name).matches() || quantities[depth] && "value".equals(name);
        if (isNumber) {
            String kind = name.endsWith("Boolean") ? "true or false" : "a number";
            throw JsonRefused.form("The element " + name + " at line "
                    + parser.currentLocation().getLineNr() + ", column "
                    + parser.currentLocation().getColumnNr() + " is a text; it must be " + kind
                    + ": send it without quotation marks.");
        }
    }

    private void remember(String value) {
        if (depth == 1 && "resourceType".equals(name)) {
            resourceType = value;
        } else if (depth == 1 && "type".equals(name)) {
            type = value;
        }
    }

    private static void requireWhole(@Nullable String text) throws JsonRefused {
        if (text != null && !WholeText.isWhole(text)) {
            throw JsonRefused.form("The body holds half of a surrogate pair.");
        }
    }
}
