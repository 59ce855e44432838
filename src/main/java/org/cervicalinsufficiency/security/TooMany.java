package org.cervicalinsufficiency.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The answer to whoever calls too often. */
final class TooMany {

    private static final int STATUS = 429;

    private TooMany() {}

    static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        PlainRefusal.write(request, response, STATUS, "throttled", "Too many calls; send this one again shortly.");
    }
}
