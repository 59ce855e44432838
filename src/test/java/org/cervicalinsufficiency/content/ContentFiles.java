package org.cervicalinsufficiency.content;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;

/** Reads the content as it lies in the repository, strictly: an unknown element is an error. */
public final class ContentFiles {

    /** Where the clinical content stands, seen from the root of the build. */
    public static final Path ROOT = Path.of("fhir-resources");

    /** The canonical base of everything that is ours. */
    public static final String BASE = "https://cervical-insufficiency.example/fhir/";

    /** One context for all content tests; making one is slow. */
    public static final FhirContext CONTEXT = FhirContext.forR4();

    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    private ContentFiles() {}

    /** The resource in this file below {@code fhir-resources/}. */
    public static <T extends Resource> T read(Class<T> type, String path) {
        return strictParser().parseResource(type, text(ROOT.resolve(path)));
    }

    /** The JSON files of one folder below {@code fhir-resources/}, by name. */
    public static List<Path> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the translation extension of an element says in this language. */
    public static Optional<String> translation(Element element, String language) {
        return element.getExtensionsByUrl(TRANSLATION).stream()
                .filter(translation -> language.equals(part(translation, "lang")))
                .map(translation -> part(translation, "content"))
                .findFirst();
    }

    private static String part(Extension translation, String url) {
        return translation.getExtensionString(url);
    }

    private static IParser strictParser() {
        return CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }
}
