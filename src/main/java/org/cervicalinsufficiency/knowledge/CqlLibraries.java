package org.cervicalinsufficiency.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final CqlProgram asWritten;
    private final CqlProgram linked;
    private final Map<String, Library> byName;

    private CqlLibraries(Map<String, Library> byName, Library linked) {
        this.byName = Map.copyOf(byName);
        this.asWritten = new CqlProgram(manager(byName.values()), null, Set.of());
        this.linked = new CqlProgram(manager(List.of(linked)), linked.getIdentifier(), given(linked));
    }

    static CqlLibraries fromElm(Map<String, String> elmByName) {
        Map<String, Library> byName = new HashMap<>();
        elmByName.forEach((name, elm) -> byName.put(name, read(elm)));
        Library linked = read(ElmLinker.link(elmByName));
        var unused = new QuickKeys().visitLibrary(linked, true);
        return new CqlLibraries(byName, linked);
    }

    private static Set<String> given(Library linked) {
        var parameters = linked.getParameters();
        return parameters == null
                ? Set.of()
                : parameters.getDef().stream()
                        .flatMap(parameter -> ElmLinker.retrievedBy(String.valueOf(parameter.getName())).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static LibraryManager manager(Collection<Library> libraries) {
        Map<VersionedIdentifier, CompiledLibrary> compiled = new HashMap<>();
        for (Library library : libraries) {
            CompiledLibrary ready = new CompiledLibrary();
            ready.setLibrary(library);
            ready.setIdentifier(library.getIdentifier());
            compiled.put(library.getIdentifier(), ready);
        }
        return new LibraryManager(new ModelManager(), CqlCompiler.options(), compiled);
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

    /** What evaluations run: one library, in which nothing is looked up by library any more. */
    CqlProgram linked() {
        return linked;
    }

    /** The libraries one by one, as {@link #library} gives them. Says the same as {@link #linked()}, but takes longer. */
    CqlProgram asWritten() {
        return asWritten;
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
