package org.cervicalinsufficiency.fhirserver.launched;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cervicalinsufficiency.security.ReadBody;
import org.jspecify.annotations.Nullable;

/**
 * A launched call as a call of {@code /fhir}: with the body made for it, and of the headers that came only the reader's
 * languages. The EHR's token goes no further.
 */
final class FhirCall extends ReadBody {

    private static final String TYPE = "application/fhir+json;charset=UTF-8";
    private static final List<String> KEPT = List.of("accept-language", "host", "user-agent");

    private final int length;
    private final Map<String, String> headers = new HashMap<>();

    FhirCall(HttpServletRequest sent, byte[] body) {
        super(sent, body);
        this.length = body.length;
        KEPT.forEach(name -> {
            String value = sent.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        });
        headers.put("content-type", TYPE);
        headers.put("content-length", String.valueOf(body.length));
        headers.put("accept", "application/fhir+json");
        headers.put("prefer", "return=representation");
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public String getContentType() {
        return TYPE;
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public int getContentLength() {
        return length;
    }

    @Override
    public long getContentLengthLong() {
        return length;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }
}
