package org.cervicalinsufficiency.vignettes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All vignettes on the test class path. */
public final class Vignettes {
    private Vignettes() {}

    /** Every vignette that can be evaluated, in the order of the file names. */
    public static List<Vignette> all() {
        return everything().stream()
                .filter(vignette -> !vignette.doors().refused().containsKey("cql"))
                .toList();
    }

    /** These, and the cases that are no R4 record and that a door has to refuse. */
    public static List<Vignette> everything() {
        VignetteReader reader = new VignetteReader();
        return files().stream().map(reader::read).toList();
    }

    /** The one with this id; used where a test is about a single case. */
    public static Vignette named(String id) {
        return all().stream()
                .filter(vignette -> vignette.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no vignette " + id + "."));
    }

    /** The files of all vignettes, by name. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        URL url = Objects.requireNonNull(Vignettes.class.getResource("/vignettes"), "no vignettes on the class path");
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
