package org.cervicalinsufficiency.fhirserver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Library;

/**
 * Puts the CQL text into a Library. In the repository the text stands once, in {@code fhir-resources/cql/}, and the
 * Library beside it holds metadata only.
 */
public final class LibraryContent {

    /** The media type of CQL source text. */
    public static final String CQL = "text/cql";

    private LibraryContent() {}

    /** The file that holds the text of a library: its name with the ending {@code .cql}. */
    public static String fileOf(Library library) {
        return library.getName() + ".cql";
    }

    /**
     * A copy of a library with the given text as its only content.
     *
     * @param library the metadata
     * @param cql the source text
     */
    public static Library fill(Library library, String cql) {
        Library filled = library.copy();
        filled.setContent(List.of(new Attachment().setContentType(CQL).setData(cql.getBytes(StandardCharsets.UTF_8))));
        return filled;
    }
}
