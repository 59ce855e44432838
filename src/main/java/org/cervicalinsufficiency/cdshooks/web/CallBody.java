package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.CallTooLarge;
import org.cervicalinsufficiency.cdshooks.Unroutable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads the body of a call once, and never more of it than the limit allows. */
final class CallBody {

    private final int limit;

    CallBody(int limit) {
        this.limit = limit;
    }

    /**
     * The bytes of the body.
     *
     * @throws Unroutable if the body is not announced as plain JSON in UTF-8
     * @throws CallTooLarge if it is over the limit, as announced or as sent
     * @throws IOException if the client stops sending
     */
    byte[] read(HttpServletRequest request) throws IOException {
        List<String> types = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
        boolean plain = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .allMatch(CallBody::isIdentity);
        if (!plain || types.isEmpty() || !types.stream().allMatch(CallBody::isJson)) {
            throw Unroutable.media();
        }
        if (request.getContentLengthLong() > limit) {
            throw CallTooLarge.body(limit);
        }
        InputStream body = request.getInputStream();
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw CallTooLarge.body(limit);
        }
        return bytes;
    }

    private static boolean isIdentity(String encoding) {
        return encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            boolean json = type.getType().equals("application")
                    && (type.getSubtype().equals("json") || type.getSubtype().equals("fhir+json"));
            return json && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
