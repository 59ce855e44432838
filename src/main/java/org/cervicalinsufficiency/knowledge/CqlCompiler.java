package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.cqframework.cql.elm.serializing.ElmJsonLibraryWriter;
import org.hl7.elm.r1.VersionedIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Translates CQL libraries to ELM (CQL 1.5, section "Expression Logical Model"). Slow (seconds): done by the build, and
 * never while a request waits.
 */
public final class CqlCompiler {

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
        List<String> messages = new ArrayList<>();
        for (String name : cqlByName.keySet()) {
            List<CqlCompilerException> problems = new ArrayList<>();
            manager.resolveLibrary(new VersionedIdentifier().withId(name), problems);
            problems.forEach(problem -> messages.add(sentence(name, problem)));
        }
        if (!messages.isEmpty()) {
            throw new CqlCompilationException(messages);
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

    private static String sentence(String name, CqlCompilerException problem) {
        var locator = problem.getLocator();
        String place = locator == null ? "" : " line " + locator.getStartLine() + ":" + locator.getStartChar();
        return name + place + ": " + problem.getMessage();
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
