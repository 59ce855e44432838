package org.cervicalinsufficiency.security;

import java.util.EnumSet;
import java.util.Set;

/**
 * Something a client does with resources of one type over the FHIR API, and the rights that it takes. What is conditional
 * also tells whether something is there, so it takes the right to search beside its own.
 */
public enum Act {
    /** Reads the current version. */
    READ(Right.READ),
    /** Reads a former version. */
    VREAD(Right.READ),
    /** Reads the versions of one resource. */
    HISTORY_INSTANCE(Right.READ),
    /** Reads the versions of all resources of a type. */
    HISTORY_TYPE(Right.SEARCH),
    /** Searches. */
    SEARCH(Right.SEARCH),
    /** Creates. */
    CREATE(Right.CREATE),
    /** Updates; where there is nothing to update, the store asks for the right to create as well. */
    UPDATE(Right.UPDATE),
    /** Changes parts of a resource. */
    PATCH(Right.UPDATE),
    /** Deletes. */
    DELETE(Right.DELETE),
    /** Creates if a search finds nothing. */
    CONDITIONAL_CREATE(Right.CREATE, Right.SEARCH),
    /** Updates what a search finds, or creates it. */
    CONDITIONAL_UPDATE(Right.CREATE, Right.UPDATE, Right.SEARCH),
    /** Changes parts of what a search finds. */
    CONDITIONAL_PATCH(Right.UPDATE, Right.SEARCH),
    /** Deletes what a search finds. */
    CONDITIONAL_DELETE(Right.DELETE, Right.SEARCH);

    private final Set<Right> needed;

    Act(Right first, Right... more) {
        this.needed = EnumSet.of(first, more);
    }

    /** The rights it takes, all of them. */
    public Set<Right> needed() {
        return EnumSet.copyOf(needed);
    }
}
