package org.cervicalinsufficiency.tenant;

/**
 * The address under which clients know this server. It is a setting and never read from a request: tokens are made for it.
 *
 * @param url absolute, without a trailing slash
 */
public record ServerAddress(String url) {

    /** Refuses what is no absolute http or https address; drops a trailing slash. */
    public ServerAddress {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (WebAddress.parse(url).isEmpty()) {
            throw new IllegalArgumentException("screening.base-url is \"" + url
                    + "\"; set it to the address that clients call, for example https://cds.example.");
        }
    }

    /** The address of a path below it, which begins with a slash. */
    public String at(String path) {
        return url + path;
    }

    /** Whether clients come over https. */
    public boolean isSecure() {
        return url.startsWith("https://");
    }
}
