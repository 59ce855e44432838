package org.cervicalinsufficiency.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kotlinx.io.Buffer;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.model.CompiledLibrary;
import org.cqframework.cql.elm.serializing.ElmJsonLibraryReader;
import org.hl7.elm.r1.ExpressionDef;
import org.hl7.elm.r1.FunctionDef;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.VersionedIdentifier;

/**
 * The compiled libraries of one snapshot, read from ELM. After construction nothing is compiled or loaded any more, so the
 * manager is safe to share between evaluations.
 */
final class CqlLibraries {

    private final LibraryManager manager;
    private final Map<String, Library> byName;

    private CqlLibraries(LibraryManager manager, Map<String, Library> byName) {
        this.manager = manager;
        this.byName = Map.copyOf(byName);
    }

    static CqlLibraries fromElm(Map<String, String> elmByName) {
        Map<VersionedIdentifier, CompiledLibrary> compiled = new HashMap<>();
        Map<String, Library> byName = new HashMap<>();
        elmByName.forEach((name, elm) -> {
            Library library = read(elm);
            CompiledLibrary ready = new CompiledLibrary();
            ready.setLibrary(library);
            ready.setIdentifier(library.getIdentifier());
            compiled.put(library.getIdentifier(), ready);
            byName.put(name, library);
        });
        return new CqlLibraries(new LibraryManager(new ModelManager(), CqlCompiler.options(), compiled), byName);
    }

    /** Names are sorted because the engine finds a define by binary search. */
    private static Library read(String elm) {
        Buffer buffer = new Buffer();
        byte[] bytes = elm.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        buffer.write(bytes, 0, bytes.length);
        Library library = new ElmJsonLibraryReader().read(buffer);
        var statements = library.getStatements();
        if (statements != null) {
            statements
                    .getDef()
                    .sort(java.util.Comparator.comparing(definition -> String.valueOf(definition.getName())));
        }
        return library;
    }

    LibraryManager manager() {
        return manager;
    }

    /** The defines of one library, functions left out; empty if the library is not in the set. */
    List<String> defines(String library) {
        Library found = byName.get(library);
        var statements = found == null ? null : found.getStatements();
        return statements == null
                ? List.of()
                : statements.getDef().stream()
                        .filter(definition -> !(definition instanceof FunctionDef))
                        .map(ExpressionDef::getName)
                        .map(String::valueOf)
                        .toList();
    }

    /** The version that a library gives itself; empty if it is not in the set or has none. */
    Optional<String> version(String library) {
        return Optional.ofNullable(byName.get(library))
                .map(Library::getIdentifier)
                .map(VersionedIdentifier::getVersion);
    }

    /** The compiled library of this name, as every evaluation shares it. */
    Library library(String name) {
        Library found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("The set has no library " + name + ".");
        }
        return found;
    }

    /** The value sets that a library declares, as {@code canonical|version} (without version where it names none). */
    List<String> valueSets(String library) {
        Library found = byName.get(library);
        var valueSets = found == null ? null : found.getValueSets();
        return valueSets == null
                ? List.of()
                : valueSets.getDef().stream()
                        .map(set -> set.getVersion() == null ? set.getId() : set.getId() + "|" + set.getVersion())
                        .map(String::valueOf)
                        .toList();
    }
}
