package org.cervicalinsufficiency.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Writes HAPI's response classes as the standard wants them: resources as FHIR JSON, and no {@code null}, empty text,
 * array or object anywhere but in {@code cards}. Its mapper is its own and no bean, so that the application's stays as
 * it is.
 */
public final class ResponseWriter {

    private final ObjectMapper mapper;

    /** A writer that encodes resources with the given R4 context. */
    public ResponseWriter(FhirContext fhir) {
        ObjectMapper exact = exactMapper();
        this.mapper = exact.copy()
                .registerModule(new SimpleModule().addSerializer(IBaseResource.class, new Resources(fhir, exact)));
    }

    /** The response as UTF-8 bytes. */
    public byte[] write(CdsServiceResponseJson response) {
        try {
            return mapper.writeValueAsBytes(tree(response));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A checked response is always writable.", e);
        }
    }

    /** The response as a tree, {@code cards} always there. */
    ObjectNode tree(CdsServiceResponseJson response) {
        ObjectNode root = mapper.valueToTree(response);
        EmptyMembers.remove(root);
        return root.has("cards")
                ? root
                : mapper.createObjectNode()
                        .<ObjectNode>set("cards", mapper.createArrayNode())
                        .setAll(root);
    }

    /** Any value of HAPI's request classes as bytes, for callers that hold one. */
    byte[] writeRequest(Object request) {
        try {
            return mapper.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw InvalidCall.json("The request object cannot be written as JSON.");
        }
    }

    private static ObjectMapper exactMapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                .build();
    }

    /** Writes a resource with a parser of its own: HAPI's parsers are not shared between threads. */
    private static final class Resources extends StdSerializer<IBaseResource> {

        private static final long serialVersionUID = 1L;

        private final transient FhirContext fhir;
        private final transient ObjectMapper exact;

        Resources(FhirContext fhir, ObjectMapper exact) {
            super(IBaseResource.class);
            this.fhir = fhir;
            this.exact = exact;
        }

        @Override
        public void serialize(IBaseResource resource, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            JsonNode tree = exact.readTree(fhir.newJsonParser().encodeResourceToString(resource));
            generator.writeTree(tree);
        }
    }
}
