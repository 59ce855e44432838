package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabasePasswordTest {

    @Test
    void isMadeOnceAndReadableByItsOwnerOnly(@TempDir Path folder) throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("h2/screening") + ";WRITE_DELAY=0";

        String first = LocalDatabasePassword.of(url).orElseThrow().readOrCreate();
        String second = LocalDatabasePassword.of(url).orElseThrow().readOrCreate();

        assertThat(first).hasSize(48).isEqualTo(second);
        Path file = folder.resolve("h2/screening.password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isNotForOtherDatabases() {
        assertThat(LocalDatabasePassword.of("jdbc:postgresql://db/screening")).isEmpty();
        assertThat(LocalDatabasePassword.of("jdbc:h2:mem:x")).isEmpty();
    }
}
