package org.cervicalinsufficiency.leaks;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call that keeps what was read of its body. */
final class HeardRequest extends HttpServletRequestWrapper {

    private static final int MOST = 8 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable ServletInputStream input;

    HeardRequest(HttpServletRequest request) {
        super(request);
    }

    /** What the server has read. */
    String body() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What came as a form, which the container reads by itself. Asked when the call is answered. */
    String form() {
        return String.valueOf(getContentType()).startsWith("application/x-www-form-urlencoded")
                ? getParameterMap().values().stream().flatMap(Stream::of).collect(Collectors.joining(" "))
                : "";
    }

    /** The address, as sent and as meant. */
    String address() {
        String query = getQueryString() == null ? "" : "?" + getQueryString();
        String sent = getRequestURI() + query;
        try {
            return sent + " " + URLDecoder.decode(sent, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return sent;
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (input == null) {
            input = new Heard(super.getInputStream());
        }
        return input;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String charset = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(getInputStream(), charset == null ? "UTF-8" : charset));
    }

    private final class Heard extends ServletInputStream {

        private final ServletInputStream all;

        private Heard(ServletInputStream all) {
            this.all = all;
        }

        @Override
        public int read() throws IOException {
            int next = all.read();
            if (next >= 0 && bytes.size() < MOST) {
                bytes.write(next);
            }
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = all.read(into, from, length);
            if (count > 0 && bytes.size() < MOST) {
                bytes.write(into, from, count);
            }
            return count;
        }

        @Override
        public int available() throws IOException {
            return all.available();
        }

        @Override
        public void close() throws IOException {
            all.close();
        }

        @Override
        public boolean isFinished() {
            return all.isFinished();
        }

        @Override
        public boolean isReady() {
            return all.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            all.setReadListener(listener);
        }
    }
}
