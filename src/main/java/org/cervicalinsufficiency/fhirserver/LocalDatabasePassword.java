package org.cervicalinsufficiency.fhirserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The password of the local H2 file database: random, made at the first start, kept beside the database file and
 * readable by its owner only.
 */
final class LocalDatabasePassword {

    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file|async):([^;]+).*");
    private static final int BYTES = 24;

    private final Path file;

    private LocalDatabasePassword(Path file) {
        this.file = file;
    }

    /**
     * The password that belongs to a database.
     *
     * @param url the JDBC URL
     * @return empty if the URL does not name an H2 file
     */
    static Optional<LocalDatabasePassword> of(String url) {
        Matcher h2 = H2_FILE.matcher(url);
        return h2.matches()
                ? Optional.of(new LocalDatabasePassword(Path.of(h2.group(1) + ".password")))
                : Optional.empty();
    }

    /** Reads the password, or makes it if this is the first start. */
    String readOrCreate() {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).trim();
            }
            String password = random();
            Files.createDirectories(file.toAbsolutePath().getParent());
            create();
            Files.writeString(file, password);
            return password;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The database password in " + file + " cannot be read or written: check the owner of its folder.",
                    failure);
        }
    }

    private void create() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
