package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kotlinx.io.Buffer;
import kotlinx.io.Source;
import org.cqframework.cql.cql2elm.CqlCompilerException;
import org.cqframework.cql.cql2elm.CqlCompilerOptions;
import org.cqframework.cql.cql2elm.LibraryBuilder.SignatureLevel;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.LibrarySourceProvider;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.model.CompiledLibrary;
import org.cqframework.cql.cql2elm.quick.FhirLibrarySourceProvider;
import org.cqframework.cql.cql2elm.tracking.TrackBack;
import org.cqframework.cql.elm.serializing.ElmJsonLibraryWriter;
import org.hl7.elm.r1.VersionedIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Translates CQL libraries to ELM (CQL 1.5, section "Expression Logical Model"). Slow (seconds): done by the build, and
 * never while a request waits.
 */
public final class CqlCompiler {

    private static final Pattern HEADER =
            Pattern.compile("^library\\s+\"?(\\w+)\"?\\s+version\\s+'([^']+)'", Pattern.MULTILINE);

    private CqlCompiler() {}

    /**
     * Compiles every library given, with what it includes.
     *
     * @param cqlByName CQL text by library name
     * @return ELM as JSON by library name; FHIRHelpers, which comes with the compiler, included
     * @throws CqlCompilationException if one library gives an error or a warning; its message lists all of them with
     *     library and line
     */
    public static Map<String, String> toElm(Map<String, String> cqlByName) {
        LibraryManager manager = new LibraryManager(new ModelManager(), options());
        manager.getLibrarySourceLoader().registerProvider(new Texts(cqlByName));
        manager.getLibrarySourceLoader().registerProvider(new FhirLibrarySourceProvider());
        Set<CqlProblem> problems = new LinkedHashSet<>();
        cqlByName.forEach((name, text) -> problems.addAll(compile(manager, name, text)));
        if (!problems.isEmpty()) {
            throw new CqlCompilationException(List.copyOf(problems));
        }
        Map<String, String> elm = new TreeMap<>();
        for (CompiledLibrary library : manager.getCompiledLibraries().values()) {
            VersionedIdentifier identifier = library.getIdentifier();
            if (identifier != null && library.getLibrary() != null) {
                elm.put(identifier.getId(), new ElmJsonLibraryWriter().writeAsString(library.getLibrary()));
            }
        }
        return elm;
    }

    /** Signatures of every call are kept, so that ELM read back resolves overloads as the compiler did. */
    static CqlCompilerOptions options() {
        return CqlCompilerOptions.defaultOptions()
                .withOptions(
                        CqlCompilerOptions.Options.EnableAnnotations,
                        CqlCompilerOptions.Options.EnableLocators,
                        CqlCompilerOptions.Options.DisableListDemotion,
                        CqlCompilerOptions.Options.DisableListPromotion)
                .withSignatureLevel(SignatureLevel.All);
    }

    /** The version is asked for, so that a library that others include is compiled only once. */
    private static List<CqlProblem> compile(LibraryManager manager, String name, String text) {
        VersionedIdentifier library = new VersionedIdentifier().withId(name);
        Matcher header = HEADER.matcher(text);
        while (header.find()) {
            if (header.group(1).equals(name)) {
                library.setVersion(header.group(2));
            }
        }
        List<CqlCompilerException> problems = new ArrayList<>();
        try {
            manager.resolveLibrary(library, problems);
        } catch (CqlCompilerException refused) {
            problems.add(refused);
        }
        return problems.stream().map(problem -> problem(name, problem)).toList();
    }

    private static CqlProblem problem(String name, CqlCompilerException problem) {
        String message = String.valueOf(problem.getMessage());
        TrackBack place = problem.getLocator();
        if (place == null) {
            return new CqlProblem(name, 0, 0, message);
        }
        VersionedIdentifier named = place.getLibrary();
        String library = named == null || named.getId() == null ? name : named.getId();
        return new CqlProblem(library, place.getStartLine(), place.getStartChar(), message);
    }

    /** The texts given, by library name; the version in the text is checked by the compiler. */
    private record Texts(Map<String, String> cqlByName) implements LibrarySourceProvider {
        @Override
        public @Nullable Source getLibrarySource(VersionedIdentifier library) {
            String text = cqlByName.get(library.getId());
            if (text == null) {
                return null;
            }
            Buffer buffer = new Buffer();
            byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            buffer.write(bytes, 0, bytes.length);
            return buffer;
        }
    }
}
