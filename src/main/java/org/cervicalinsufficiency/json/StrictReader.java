package org.cervicalinsufficiency.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * Makes parsers that read JSON the way RFC 8259 writes it: no duplicate names, no comments, and no more depth, longer
 * texts, names or numbers than are ever needed.
 */
public final class StrictReader {

    static final int MAX_DEPTH = 64;

    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_NAME = 1024;
    private static final int MAX_NUMBER = 1000;

    private StrictReader() {}

    /** A factory of such parsers; it keeps nothing of what is read. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .maxNameLength(MAX_NAME)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .build();
    }
}
