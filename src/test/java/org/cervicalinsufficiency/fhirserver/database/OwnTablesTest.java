package org.cervicalinsufficiency.fhirserver.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** A changed script without a new version would leave older databases as they are, and serving processes would not notice. */
class OwnTablesTest {

    private static final String SCRIPTS_OF_VERSION_1 =
            "f5329388991cd3c2c651329d4eba76ad98fb249dce93cff44f2ded9425263c24";

    @Test
    void aChangeOfAScriptIsANewVersion() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String script : OwnTables.SCRIPTS) {
            String text = new ClassPathResource(script).getContentAsString(StandardCharsets.UTF_8);
            digest.update(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .as("raise OwnTables.VERSION with each change, then change this")
                .isEqualTo(SCRIPTS_OF_VERSION_1);
        assertThat(OwnTables.VERSION).isEqualTo(1);
    }
}
