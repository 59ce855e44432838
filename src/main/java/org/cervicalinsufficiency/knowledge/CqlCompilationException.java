package org.cervicalinsufficiency.knowledge;

import java.util.List;

/** The CQL of the artifact set does not compile cleanly; every message names the library and the line. */
public final class CqlCompilationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> messages;

    CqlCompilationException(List<String> messages) {
        super("The CQL does not compile cleanly; correct these places in fhir-resources/cql: "
                + String.join("; ", messages));
        this.messages = List.copyOf(messages);
    }

    /** One sentence per error or warning, in the order in which the compiler found them. */
    public List<String> messages() {
        return messages;
    }
}
