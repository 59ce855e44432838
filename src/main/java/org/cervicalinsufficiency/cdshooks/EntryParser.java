package org.cervicalinsufficiency.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Makes one R4 resource of one JSON object, straight from the tree. An object that would lose the value of an R4 element
 * on the way is not read at all: half an entry could say something else than the whole. Members that R4 does not have
 * are passed over.
 */
final class EntryParser {

    private final FhirContext fhir;

    EntryParser(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** The resource, or nothing if it cannot be read whole. */
    Optional<Resource> parse(ObjectNode json) {
        Losses losses = new Losses();
        try {
            // The narrative decides nothing, and a broken one must not cost the entry.
            json.remove("text");
            JacksonStructure structure = new JacksonStructure();
            structure.setNativeObject(json);
            IJsonLikeParser parser = (IJsonLikeParser) fhir.newJsonParser();
            parser.setParserErrorHandler(losses);
            IBaseResource resource = parser.parseResource(structure);
            return losses.found || !(resource instanceof Resource r4) ? Optional.empty() : Optional.of(r4);
        } catch (RuntimeException e) {
            // The parser throws many types for foreign data, with the data in their messages: none may travel on.
            return Optional.empty();
        }
    }

    /** Notes what the parser would have left out. It logs nothing, because the messages hold values. */
    private static final class Losses extends ErrorHandlerAdapter {

        private boolean found;

        @Override
        public void invalidValue(@Nullable IParseLocation location, @Nullable String value, @Nullable String error) {
            found = true;
        }

        @Override
        public void unexpectedRepeatingElement(@Nullable IParseLocation location, @Nullable String element) {
            found = true;
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
            found = found || !harmless;
        }
    }
}
