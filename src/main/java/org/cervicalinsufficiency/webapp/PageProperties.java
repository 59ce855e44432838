package org.cervicalinsufficiency.webapp;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the pages.
 *
 * @param frameAncestors origins of EHRs that may show the pages in a frame, such as {@code https://ehr.example}
 */
@ConfigurationProperties("screening.pages")
record PageProperties(@DefaultValue List<String> frameAncestors) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    /** Checks the origins: they go into a header as they stand. */
    PageProperties {
        frameAncestors = List.copyOf(frameAncestors);
        frameAncestors.stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .findFirst()
                .ifPresent(wrong -> {
                    throw new IllegalArgumentException("screening.pages.frame-ancestors: " + wrong
                            + " is not an origin; write scheme, host and port only, for example https://ehr.example");
                });
    }
}
