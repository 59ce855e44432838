package org.cervicalinsufficiency.fhirserver.subscription;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where notices may go. In production: https, to registered hosts only. Without that profile: https anywhere, plain http
 * to this machine and to registered hosts. Addresses are compared after parsing, never as text.
 */
final class EndpointPolicy {

    private static final Pattern REGISTERED = Pattern.compile("[^\\s/@?#\\\\:]+(:\\d{1,5})?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Set<String> registered;
    private final boolean production;
    private final Runnable refused;

    /**
     * @param registered hosts as {@code host} or {@code host:port}; without a port, the usual one of the scheme
     * @param production whether the profile production is on
     */
    EndpointPolicy(List<String> registered, boolean production) {
        this(registered, production, () -> {});
    }

    /** The same, with somebody who is told of each address that is refused. */
    EndpointPolicy(List<String> registered, boolean production, Runnable refused) {
        this.refused = refused;
        this.registered = registered.stream().map(EndpointPolicy::checked).collect(Collectors.toUnmodifiableSet());
        this.production = production;
    }

    /**
     * Why nothing may be sent to an address.
     *
     * @param endpoint what a Subscription names
     * @return empty if it may; else a sentence with the remedy
     */
    Optional<String> problemWith(String endpoint) {
        Optional<String> problem = problemOf(endpoint);
        problem.ifPresent(sentence -> refused.run());
        return problem;
    }

    private Optional<String> problemOf(String endpoint) {
        Optional<URI> parsed = parse(endpoint);
        if (parsed.isEmpty() || parsed.get().getHost() == null) {
            return Optional.of("is not an absolute URL: write it as https://host/path.");
        }
        URI url = parsed.get();
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("begins with " + scheme + ": use https.");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("holds a user name or password: send credentials in channel.header instead.");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("holds a fragment: leave out # and what follows.");
        }
        return problemWithHost(scheme, url);
    }

    /** Host and port of an address that the policy allows: the name of the receiver in logs and limits. */
    static String target(String endpoint) {
        URI url = URI.create(endpoint);
        return host(url.getHost()) + ":" + port(url);
    }

    private Optional<String> problemWithHost(String scheme, URI url) {
        boolean known = isRegistered(url);
        if (production && !scheme.equals("https")) {
            return Optional.of("begins with http: use https.");
        }
        if (production && !known) {
            return Optional.of("names a host that is not registered here: ask the operator to add it to"
                    + " screening.subscriptions.allowed-hosts.");
        }
        if (scheme.equals("http")
                && !known
                && !LOOPBACK.matcher(host(url.getHost())).matches()) {
            return Optional.of("begins with http: use https, or have the host added to"
                    + " screening.subscriptions.allowed-hosts.");
        }
        return Optional.empty();
    }

    private boolean isRegistered(URI url) {
        String host = host(url.getHost());
        boolean usualPort = port(url) == usualPort(url);
        return registered.contains(host + ":" + port(url)) || usualPort && registered.contains(host);
    }

    private static String checked(String entry) {
        if (!REGISTERED.matcher(entry).matches()) {
            throw new IllegalArgumentException("screening.subscriptions.allowed-hosts holds " + entry
                    + "; write each entry as host or host:port.");
        }
        int colon = entry.lastIndexOf(':');
        return colon < 0 ? host(entry) : host(entry.substring(0, colon)) + entry.substring(colon);
    }

    private static String host(String name) {
        String ascii = name.startsWith("[") ? name : IDN.toASCII(name);
        String lower = ascii.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : usualPort(url);
    }

    private static int usualPort(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }

    private static Optional<URI> parse(String endpoint) {
        try {
            return Optional.of(new URI(endpoint)).filter(URI::isAbsolute);
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }
}
