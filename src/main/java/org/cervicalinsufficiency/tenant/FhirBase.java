package org.cervicalinsufficiency.tenant;

import java.util.Optional;

/**
 * The registered base address of a FHIR server, for example {@code https://ehr.example/fhir}.
 *
 * @param url as it was registered, without a trailing slash
 */
public record FhirBase(String url) {

    /** Refuses what is no absolute address; a trailing slash is dropped. */
    public FhirBase {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!url.matches("https?://.+")) {
            throw new IllegalArgumentException(
                    "\"" + url + "\" is no base of a FHIR server; write an absolute http or https address.");
        }
    }

    /**
     * The part of an address behind this base.
     *
     * @param address for example {@code https://ehr.example/fhir/Patient/1}
     * @return for example {@code Patient/1}; empty if the address is elsewhere
     */
    public Optional<String> relative(String address) {
        return address.startsWith(url + "/") ? Optional.of(address.substring(url.length() + 1)) : Optional.empty();
    }
}
