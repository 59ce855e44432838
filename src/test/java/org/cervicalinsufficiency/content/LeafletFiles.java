package org.cervicalinsufficiency.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cervicalinsufficiency.knowledge.Leaflet;

/** The texts of the leaflets as they lie in the repository. */
final class LeafletFiles {

    private static final Path FOLDER = ContentFiles.ROOT.resolve("leaflet");

    private LeafletFiles() {}

    /** The topics: one metadata file each. */
    static List<String> topics() {
        return ContentFiles.in("leaflet").stream()
                .map(file -> file.getFileName().toString().replace(".json", ""))
                .toList();
    }

    /** Every text, in the order of its file's name. */
    static List<Path> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a topic in a language. */
    static String text(String topic, String language) {
        return ContentFiles.text(FOLDER.resolve(topic + "." + language + ".md"));
    }

    /** The texts of a topic by language. */
    static SortedMap<String, String> texts(String topic) {
        SortedMap<String, String> texts = new TreeMap<>();
        all().stream()
                .filter(file -> file.getFileName().toString().startsWith(topic + "."))
                .forEach(file -> texts.put(Leaflet.languageOf(file.getFileName().toString()), ContentFiles.text(file)));
        return texts;
    }
}
