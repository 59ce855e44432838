package org.cervicalinsufficiency.cdshooks;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * What one prefetch key gave. Only {@link Given} and {@link KnownEmpty} prove that something is absent; the other three
 * never do.
 */
public sealed interface Prefetch {

    /** All that was asked for. */
    record Given(List<Resource> resources) implements Prefetch {
        /** Copies the list. */
        public Given {
            resources = List.copyOf(resources);
        }

        @Override
        public <T> T map(Cases<T> cases) {
            return cases.given(this);
        }
    }

    /** The client asked its server, and there is nothing. */
    record KnownEmpty() implements Prefetch {
        @Override
        public <T> T map(Cases<T> cases) {
            return cases.knownEmpty(this);
        }
    }

    /** A part of what was asked for: good as evidence that something is there, never that it is not. */
    record Incomplete(List<Resource> resources, Set<GapReason> reasons) implements Prefetch {
        /** Copies the list and the set. */
        public Incomplete {
            resources = List.copyOf(resources);
            reasons = Collections.unmodifiableSet(EnumSet.copyOf(reasons));
        }

        @Override
        public <T> T map(Cases<T> cases) {
            return cases.incomplete(this);
        }
    }

    /** Something was sent that tells nothing. */
    record Unknown(GapReason reason) implements Prefetch {
        @Override
        public <T> T map(Cases<T> cases) {
            return cases.unknown(this);
        }
    }

    /** Nothing was sent, and nothing could be had by asking. */
    record Unavailable(GapReason reason) implements Prefetch {

        /** Nothing was sent, and nobody was asked. */
        public Unavailable() {
            this(GapReason.NOT_GIVEN);
        }

        @Override
        public <T> T map(Cases<T> cases) {
            return cases.unavailable(this);
        }
    }

    /** One answer per kind of prefetch. */
    interface Cases<T> {
        /** For a complete key with data. */
        T given(Given given);

        /** For a complete key without data. */
        T knownEmpty(KnownEmpty knownEmpty);

        /** For a key with a part of the data. */
        T incomplete(Incomplete incomplete);

        /** For a key that tells nothing. */
        T unknown(Unknown unknown);

        /** For a key that is not there. */
        T unavailable(Unavailable unavailable);
    }

    /** The answer of the case that this is. */
    <T> T map(Cases<T> cases);

    /** The resources that may be used as evidence. */
    default List<Resource> resources() {
        return map(new PrefetchContents());
    }

    /** Why the key does not prove absence; empty if it does. */
    default Set<GapReason> reasons() {
        return map(new PrefetchReasons());
    }

    /** Whether anything at all could be read under the key. */
    default boolean isReadable() {
        return map(new PrefetchReadability());
    }
}
