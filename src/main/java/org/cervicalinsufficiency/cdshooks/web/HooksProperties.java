package org.cervicalinsufficiency.cdshooks.web;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code screening.hooks}.
 *
 * @param enabled whether any service is offered; without, discovery lists none
 * @param maxBodyBytes the largest body of a call, 64 KiB to 16 MiB
 * @param allowedOrigins the browser origins whose pages may call the hooks and the FHIR interface, each as {@code scheme://host[:port]}
 * @param allowHttpFhirServer whether {@code fhirServer} may be plain http, as local test clients send it
 * @param openDiscovery whether discovery needs no token where calls need one
 * @param evaluationDateHeader whether a call may ask for the evaluation of another day, for trials
 */
@ConfigurationProperties("screening.hooks")
record HooksProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("4194304") int maxBodyBytes,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("false") boolean allowHttpFhirServer,
        @DefaultValue("false") boolean openDiscovery,
        @DefaultValue("false") boolean evaluationDateHeader) {

    private static final int LEAST_BODY = 64 * 1024;
    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

    HooksProperties {
        if (maxBodyBytes < LEAST_BODY || maxBodyBytes > LARGEST_BODY) {
            throw new IllegalArgumentException("screening.hooks.max-body-bytes is " + maxBodyBytes + "; set it between "
                    + LEAST_BODY + " and " + LARGEST_BODY + ".");
        }
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("screening.hooks.allowed-origins holds " + origin
                        + "; write each origin as scheme://host or scheme://host:port.");
            }
        }
    }
}
