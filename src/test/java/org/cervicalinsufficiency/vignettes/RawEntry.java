package org.cervicalinsufficiency.vignettes;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** An entry that a vignette writes as JSON, because no R4 model can hold it or because its references are the case. */
record RawEntry(ObjectNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE =
            Pattern.compile("(?:(https?://\\S+)/)?Patient/([A-Za-z0-9.-]+)(?:/_history/[A-Za-z0-9.-]+)?");

    /** The entry with the id of the patient in place of {@code {patient}}. */
    static RawEntry of(String text, String patientId, String id) {
        ObjectNode json = parse("raw", text.replace("{patient}", patientId));
        json.put("id", id);
        return new RawEntry(json);
    }

    /** Reads the JSON; {@code where} names the place for the complaint. */
    static ObjectNode parse(String where, String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object && object.hasNonNull("resourceType")) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new BadVignette(where, "is not JSON: " + e.getOriginalMessage());
        }
        throw new BadVignette(where, "is not a resource: write an object with a resourceType.");
    }

    String type() {
        return json.path("resourceType").asText();
    }

    /** Whether the entry is about this patient, by type and id; an absolute reference must stand on the caller's server. */
    boolean isAbout(String patientId, Optional<String> fhirServer) {
        Matcher matcher = REFERENCE.matcher(subject());
        return matcher.matches()
                && matcher.group(2).equals(patientId)
                && (matcher.group(1) == null
                        || fhirServer.isEmpty()
                        || fhirServer.get().equals(matcher.group(1)));
    }

    /** The id of another patient on the same server, if the entry is about one. */
    Optional<String> otherPatient(String patientId) {
        Matcher matcher = REFERENCE.matcher(subject());
        return matcher.matches()
                        && matcher.group(1) == null
                        && !matcher.group(2).equals(patientId)
                ? Optional.of(matcher.group(2))
                : Optional.empty();
    }

    private String subject() {
        return json.path("subject").path("reference").asText();
    }

    /** The entry as an R4 resource; fails where a value would be lost on the way. */
    Resource resource() {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        parser.setParserErrorHandler(new NothingLost());
        return (Resource) parser.parseResource(json.toString());
    }

    /** Strict, except for one object where R4 has a list: nothing is lost there. */
    private static final class NothingLost extends StrictErrorHandler {
        @Override
        public void incorrectJsonType(
                @Nullable IParseLocation location,
                @Nullable String element,
                @Nullable ValueType expected,
                @Nullable ScalarType expectedScalar,
                @Nullable ValueType actual,
                @Nullable ScalarType actualScalar)
                throws DataFormatException {
            if (expected != ValueType.ARRAY || actual != ValueType.OBJECT) {
                super.incorrectJsonType(location, element, expected, expectedScalar, actual, actualScalar);
            }
        }
    }
}
