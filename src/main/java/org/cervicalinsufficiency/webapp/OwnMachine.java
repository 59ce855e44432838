package org.cervicalinsufficiency.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Whether a request comes from the machine itself and not at the wish of another site's page. The name in {@code Host} is
 * looked at as well, since a foreign name can be made to lead here (DNS rebinding).
 */
final class OwnMachine {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

    private OwnMachine() {}

    static boolean sent(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && NAMES.contains(request.getServerName())
                && isOwnPage(request.getHeader("Sec-Fetch-Site"))
                && isOwnOrigin(request.getHeader(HttpHeaders.ORIGIN), request);
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            // An address is not looked up, only read.
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /** Programs that are no browser send no such header. */
    private static boolean isOwnPage(@Nullable String site) {
        return site == null || OWN_PAGE.contains(site);
    }

    private static boolean isOwnOrigin(@Nullable String origin, HttpServletRequest request) {
        if (origin == null) {
            return true;
        }
        try {
            URI page = URI.create(origin);
            return request.getScheme().equals(page.getScheme())
                    && request.getServerName().equals(page.getHost())
                    && request.getServerPort() == (page.getPort() < 0 ? standardPort(page) : page.getPort());
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static int standardPort(URI page) {
        return "https".equals(page.getScheme()) ? 443 : 80;
    }
}
