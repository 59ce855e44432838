package org.cervicalinsufficiency.fhirserver;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The evaluation database belongs to one process: a second one is refused before it makes anything. */
public final class LocalDatabaseInUse extends IllegalStateException {

    private static final long serialVersionUID = 1L;
    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file|async):([^;]+).*");

    private LocalDatabaseInUse(Path file) {
        super("The evaluation database " + file + " is in use by another server: stop that one, or give this one a"
                + " screening.data-directory of its own. Several servers over one database need PostgreSQL.");
    }

    /**
     * Looks whether another process holds the database file.
     *
     * @param url the JDBC URL
     * @throws LocalDatabaseInUse if so
     */
    public static void refuse(String url) {
        Matcher h2 = H2_FILE.matcher(url);
        if (!h2.matches()) {
            return;
        }
        Path file = Path.of(h2.group(1) + ".mv.db");
        if (!Files.isWritable(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new LocalDatabaseInUse(file);
            }
        } catch (OverlappingFileLockException | IOException unknown) {
            // This very process has it, or the file cannot be opened: H2 says what is the matter.
            return;
        }
    }
}
