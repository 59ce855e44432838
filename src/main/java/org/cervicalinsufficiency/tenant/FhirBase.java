package org.cervicalinsufficiency.tenant;

import java.util.Optional;

/**
 * The registered base address of a FHIR server, for example {@code https://ehr.example/fhir}. Other addresses are
 * compared with it part by part after parsing, never by how their text begins.
 *
 * @param url as it was registered, without a trailing slash
 */
public record FhirBase(String url) {

    /** Refuses what is no absolute address, or one that readers could understand differently; drops a trailing slash. */
    public FhirBase {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (WebAddress.parse(url).isEmpty()) {
            throw new IllegalArgumentException("\"" + url
                    + "\" is no base of a FHIR server; write an absolute http or https address, without user, query,"
                    + " fragment and dot segments.");
        }
    }

    /** Whether two addresses are the same base, however they are spelled; what has no certain form is the same as nothing. */
    public static boolean same(String one, String other) {
        return WebAddress.parse(one)
                .filter(address ->
                        WebAddress.parse(other).filter(address::equals).isPresent())
                .isPresent();
    }

    /** Whether an address is this base, however it is spelled. */
    public boolean matches(String address) {
        return relative(address).filter(String::isEmpty).isPresent();
    }

    /**
     * The part of an address behind this base.
     *
     * @param address for example {@code https://ehr.example/fhir/Patient/1}
     * @return for example {@code Patient/1}, nothing for the base itself; empty if the address is elsewhere
     */
    public Optional<String> relative(String address) {
        return WebAddress.parse(address).flatMap(other -> own().behind(other));
    }

    /**
     * The address of a further page that a server at this base named.
     *
     * @param next the address, which may have a query
     * @return the same place written with the registered base; empty if it is elsewhere
     */
    public Optional<String> page(String next) {
        int query = next.indexOf('?');
        String path = query < 0 ? next : next.substring(0, query);
        String rest = query < 0 ? "" : next.substring(query);
        boolean plain = rest.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#' && c != '\\');
        return plain
                ? relative(path).map(behind -> url + (behind.isEmpty() ? "" : "/" + behind) + rest)
                : Optional.empty();
    }

    /** Whether the server is asked over https. */
    public boolean isSecure() {
        return own().scheme().equals("https");
    }

    /** Where it stands, as browsers write it: scheme, host, and the port if it is not the usual one. */
    public String origin() {
        return own().origin();
    }

    private WebAddress own() {
        return WebAddress.parse(url).orElseThrow();
    }
}
