package org.cervicalinsufficiency.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was measured: on the console while it goes on, as text and as JSON below {@code target/bench} at the end. */
final class Report {

    static final Path FOLDER = Path.of("target/bench");

    private static final Logger LOG = LoggerFactory.getLogger(Report.class);

    private final String name;

    /** @param name of the files, without their ending */
    Report(String name) {
        this.name = name;
        try {
            Files.deleteIfExists(Files.createDirectories(FOLDER).resolve(name + ".txt"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        LOG.info("{}", line);
        try {
            Files.writeString(
                    FOLDER.resolve(name + ".txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Keeps the figures, with the machine that they were measured on. */
    void keep(Object figures) {
        try {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(
                            FOLDER.resolve(name + ".json").toFile(),
                            Map.of("machine", Machine.described(), "figures", figures));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
