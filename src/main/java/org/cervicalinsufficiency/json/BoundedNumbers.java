package org.cervicalinsufficiency.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A parser that stops at a number with a large exponent. Nine characters, {@code 1e5000000}, become five million as soon as
 * somebody writes the number out, and FHIR's own parser does so while it reads.
 */
public final class BoundedNumbers extends JsonParserDelegate {

    /** No measurement needs more, and a double fits. */
    private static final int LARGEST_EXPONENT = 400;

    private static final int LONGEST_EXPONENT = 4;

    /** The same parser, with numbers looked at. */
    public BoundedNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT && !isSmall(getText())) {
            throw new JsonParseException(this, "The exponent is over a limit.", currentLocation());
        }
        return token;
    }

    /** What is left out of sight of the methods that skip ahead would not be looked at. */
    @Override
    public @Nullable String nextFieldName() throws IOException {
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        int open = isExpectedStartObjectToken() || isExpectedStartArrayToken() ? 1 : 0;
        while (open > 0) {
            JsonToken token = nextToken();
            if (token == null) {
                return this;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }

    private static boolean isSmall(String number) {
        int at = Math.max(number.indexOf('e'), number.indexOf('E'));
        String digits = at < 0 ? "" : number.substring(at + 1).replaceFirst("^[+-]?0*", "");
        return digits.isEmpty() || (digits.length() < LONGEST_EXPONENT && Integer.parseInt(digits) <= LARGEST_EXPONENT);
    }
}
