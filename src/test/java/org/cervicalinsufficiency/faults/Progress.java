package org.cervicalinsufficiency.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how far a long run is: on the console, and in a file below {@code target/faults} that outlives it. */
final class Progress {

    static final Path FOLDER = Path.of("target/faults");

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final Path file;

    /** @param name of the file, without its ending */
    Progress(String name) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
            context.getLogger(Progress.class).setLevel(Level.INFO);
        }
        try {
            this.file = Files.createDirectories(FOLDER).resolve(name + ".log");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void say(String format, Object... values) {
        String line = format.formatted(values);
        LOG.info("{}", line);
        try {
            Files.writeString(
                    file,
                    LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How often; {@code -Dfaults.<name>=} changes it. */
    static int times(String name, int usual) {
        return Integer.getInteger("faults." + name, usual);
    }

    static String seconds(long sinceNanos) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - sinceNanos) / 1e9);
    }
}
