package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a parser would leave out of a resource that is sent to be stored. An older FHIR version writes
 * {@code "verificationStatus": "refuted"} as a text; read without it, a refuted diagnosis would become a confirmed one.
 */
final class LostValues extends LenientErrorHandler {

    LostValues() {
        super(false);
    }

    @Override
    public void incorrectJsonType(
            @Nullable IParseLocation location,
            @Nullable String element,
            @Nullable ValueType expected,
            @Nullable ScalarType expectedScalar,
            @Nullable ValueType actual,
            @Nullable ScalarType actualScalar) {
        boolean harmless = (expected == ValueType.ARRAY && actual == ValueType.OBJECT)
                || (expected == ValueType.SCALAR && actual == ValueType.SCALAR);
        if (!harmless) {
            throw new DataFormatException(
                    "The element " + element + " does not have the form of FHIR R4. Send it as R4 writes it.");
        }
    }

    @Override
    public void unknownElement(@Nullable IParseLocation location, @Nullable String element) {
        throw new DataFormatException(
                "FHIR R4 has no element " + element + " here. Leave it out, or send what R4 has.");
    }

    @Override
    public void unexpectedRepeatingElement(@Nullable IParseLocation location, @Nullable String element) {
        throw new DataFormatException("The element " + element + " may stand only once.");
    }
}
