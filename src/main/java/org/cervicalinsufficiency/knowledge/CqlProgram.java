package org.cervicalinsufficiency.knowledge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.knowledge.CqlEvaluator.LibraryName;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.hl7.elm.r1.VersionedIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Compiled CQL in a form that the engine runs: the libraries as they were written, or linked to one ({@link ElmLinker}).
 *
 * @param manager knows the libraries; loads nothing any more
 * @param linked the one library; null where they stand as they were written
 * @param given the types whose resources are given as parameters ({@link ElmLinker#retrieved}); others are retrieved
 */
record CqlProgram(LibraryManager manager, @Nullable VersionedIdentifier linked, Set<String> given) {

    /** Where the engine finds these defines, by library. */
    Map<VersionedIdentifier, Set<String>> places(Map<LibraryName, Set<String>> defines) {
        Map<VersionedIdentifier, Set<String>> places = new HashMap<>();
        defines.forEach((library, names) -> {
            Set<String> there = places.computeIfAbsent(place(library), none -> new HashSet<>());
            names.forEach(name -> there.add(name(library, name)));
        });
        return places;
    }

    /** The library that a define of this one is found in. */
    VersionedIdentifier place(LibraryName library) {
        return linked == null ? library.identifier() : linked;
    }

    /** What the engine calls a define. */
    String name(LibraryName library, String define) {
        return linked == null ? define : ElmLinker.name(library.name(), define);
    }
}
