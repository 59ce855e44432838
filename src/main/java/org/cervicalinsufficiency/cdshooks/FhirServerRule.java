package org.cervicalinsufficiency.cdshooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Which URLs are taken as {@code fhirServer}: https always, plain http only where a developer switched it on. */
public enum FhirServerRule {
    /** The rule for real use. */
    HTTPS_ONLY,
    /** Also takes http, as local test clients send it. */
    HTTP_TOO;

    /** The base URL without its trailing slash; two of them are another address. */
    String require(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean schemeFits = scheme.equals("https") || (this == HTTP_TOO && scheme.equals("http"));
            boolean bare = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (schemeFits && bare) {
                return url.endsWith("/") && !url.endsWith("//") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (URISyntaxException e) {
            throw refusal();
        }
        throw refusal();
    }

    private static InvalidCall refusal() {
        return InvalidCall.invalid("fhirServer", "an absolute https URL without user, query or fragment");
    }
}
