package org.cervicalinsufficiency.fhirserver.launched;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A launched call as a call of {@code /fhir}: with the body made for it, and of the headers that came only the reader's
 * languages. The EHR's token goes no further.
 */
final class FhirCall extends HttpServletRequestWrapper {

    private static final String TYPE = "application/fhir+json;charset=UTF-8";
    private static final List<String> KEPT = List.of("accept-language", "host", "user-agent");

    private final byte[] body;
    private final ServletInputStream stream;
    private final Map<String, String> headers = new HashMap<>();

    FhirCall(HttpServletRequest sent, byte[] body) {
        super(sent);
        this.body = body.clone();
        this.stream = new Bytes(body);
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
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public ServletInputStream getInputStream() {
        return stream;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The stream that the servlet interface asks for. */
    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream in;

        Bytes(byte[] bytes) {
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return in.read(into, from, length);
        }

        @Override
        public int available() {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("This body is read at once.");
        }
    }
}
