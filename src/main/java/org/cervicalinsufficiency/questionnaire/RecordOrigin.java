package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Set;

/**
 * Where a record was read, and what of it could not be. A reference is relative to the server that holds what it names:
 * outside of that server it has to be said in full.
 *
 * @param base address of the FHIR server it was read from, without a trailing slash; empty for this server's own store
 * @param held what was read there, as {@code Type/id}; everything else is held here
 * @param gaps what could not be read, or not completely
 */
public record RecordOrigin(String base, Set<String> held, List<Gap> gaps) {

    /** This server's own store. */
    public static final RecordOrigin HERE = new RecordOrigin("", Set.of(), List.of());

    /**
     * One thing that was not read.
     *
     * @param source which part of the record, as the hooks name it
     * @param reason why, as the hooks code it
     */
    public record Gap(String source, String reason) {}

    /** Copies list and set. */
    public RecordOrigin {
        held = Set.copyOf(held);
        gaps = List.copyOf(gaps);
    }

    /** A reference of the record as it is right here. */
    public String named(String reference) {
        return held.contains(reference) ? base + "/" + reference : reference;
    }

    /** The patient of the record. */
    public String patient(String id) {
        String reference = "Patient/" + id;
        return base.isEmpty() ? reference : base + "/" + reference;
    }
}
