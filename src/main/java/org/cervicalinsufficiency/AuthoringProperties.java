package org.cervicalinsufficiency;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code screening.authoring}.
 *
 * @param tokenSha256 SHA-256 of each author's token, in hexadecimal digits; none: nobody may change artifacts
 */
@ConfigurationProperties("screening.authoring")
record AuthoringProperties(@DefaultValue List<String> tokenSha256) {

    AuthoringProperties {
        tokenSha256 = tokenSha256.stream().filter(hash -> !hash.isBlank()).toList();
    }
}
