package org.cervicalinsufficiency.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The build step that turns {@code fhir-resources/cql/*.cql} into ELM. Not used by the running server. */
public final class ElmBuild {

    private static final String CQL = ".cql";

    private ElmBuild() {}

    /**
     * Compiles a folder.
     *
     * @param arguments the folder with the CQL, and the folder to write {@code <library>.json} to
     * @throws CqlCompilationException if a library gives an error or a warning
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]);
        Files.createDirectories(target);
        for (Map.Entry<String, String> elm :
                CqlCompiler.toElm(read(Path.of(arguments[0]))).entrySet()) {
            Files.writeString(target.resolve(elm.getKey() + ".json"), elm.getValue());
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> cqlByName = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(CQL)).forEach(file -> {
                String name = file.getFileName().toString();
                cqlByName.put(name.substring(0, name.length() - CQL.length()), text(file));
            });
        }
        return cqlByName;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
