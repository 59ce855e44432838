package org.cervicalinsufficiency.tenant;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http address taken apart for comparison. What two readers could understand differently has no form at all: user
 * names, queries, fragments, backslashes, blanks, empty and dot segments, encoded dots, slashes and percent signs.
 *
 * @param scheme http or https
 * @param host in ASCII and lower case, without a trailing dot
 * @param port as written, or the usual one of the scheme
 * @param path its segments
 */
record WebAddress(String scheme, String host, int port, List<String> path) {

    private static final Pattern FORM = Pattern.compile(
            "(https?)://([^/:@?#\\\\\\[\\]%\\s]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?((?:/[^/?#\\\\]*)*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TRICKY =
            Pattern.compile("%(?:2[ef5]|5c|0[0-9a-f]|1[0-9a-f]|7f|3b)|%(?![0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final int LARGEST_PORT = 65535;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Copies the path. */
    WebAddress {
        path = List.copyOf(path);
    }

    /** The parts of an address; empty if it has none that are certain. */
    static Optional<WebAddress> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || text.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
            return Optional.empty();
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        int port = form.group(3) == null ? usual : Integer.parseInt(form.group(3));
        String path = form.group(4);
        if (port == 0 || port > LARGEST_PORT || TRICKY.matcher(path).find()) {
            return Optional.empty();
        }
        Optional<List<String>> segments = segments(path);
        return host(form.group(2)).flatMap(host -> segments.map(found -> new WebAddress(scheme, host, port, found)));
    }

    /** Scheme, host, and the port if it is not the usual one. */
    String origin() {
        boolean usual = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }

    /** What stands behind this address in another one; nothing if they are the same, empty if it stands elsewhere. */
    Optional<String> behind(WebAddress other) {
        boolean within = scheme.equals(other.scheme)
                && host.equals(other.host)
                && port == other.port
                && path.size() <= other.path.size()
                && path.equals(other.path.subList(0, path.size()));
        return within
                ? Optional.of(String.join("/", other.path.subList(path.size(), other.path.size())))
                : Optional.empty();
    }

    /** The segments of a path; one trailing slash says nothing. */
    private static Optional<List<String>> segments(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        String trimmed = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
        if (trimmed.isEmpty()) {
            return inner.isEmpty() ? Optional.of(List.of()) : Optional.empty();
        }
        List<String> segments = List.of(trimmed.split("/", -1));
        boolean clear = segments.stream()
                .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
        return clear ? Optional.of(segments) : Optional.empty();
    }

    private static Optional<String> host(String written) {
        try {
            String ascii = written.startsWith("[") ? written : IDN.toASCII(written);
            String lower = ascii.toLowerCase(Locale.ROOT);
            String host = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            // A dot of another script, or a full-width letter, may have become one of these on the way.
            boolean clear = host.matches("\\[[0-9a-f:.]+]|[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
            return clear ? Optional.of(host) : Optional.empty();
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }
}
