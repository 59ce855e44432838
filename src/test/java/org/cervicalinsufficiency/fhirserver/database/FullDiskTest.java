package org.cervicalinsufficiency.fhirserver.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullDiskTest {

    @ParameterizedTest
    @CsvSource({"53100,true", "90100,true", "53200,false", "57P01,false", ",false"})
    void isToldByTheStateOfTheDatabase(String state, boolean full) {
        SQLException failure = new SQLException("could not extend file", state);
        assertThat(FullDisk.isBehind(new IllegalStateException(new RuntimeException(failure))))
                .isEqualTo(full);
    }

    @ParameterizedTest
    @CsvSource({"No space left on device,true", "Stream closed,false"})
    void isToldByTheSystem(String message, boolean full) {
        assertThat(FullDisk.isBehind(new IllegalStateException(new IOException(message))))
                .isEqualTo(full);
    }
}
