package org.cervicalinsufficiency.leaks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer that keeps its body if it is a refusal. */
final class KeptAnswer extends HttpServletResponseWrapper {

    private static final int FIRST_REFUSAL = 400;
    /** These differ from answer to answer. */
    private static final Set<String> NOT_KEPT = Set.of("date", "x-correlation-id", "x-request-id");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable ServletOutputStream output;
    private @Nullable PrintWriter writer;

    KeptAnswer(HttpServletResponse response) {
        super(response);
    }

    /** Whether the call was refused. */
    boolean isRefusal() {
        return getStatus() >= FIRST_REFUSAL;
    }

    /** Headers and body. */
    String text() {
        String headers = getHeaderNames().stream()
                .filter(name -> !NOT_KEPT.contains(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .sorted()
                .map(name -> name + ": " + getHeaders(name))
                .collect(Collectors.joining("; "));
        return headers + " " + bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output == null) {
            output = new Kept(super.getOutputStream());
        }
        return output;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), getCharacterEncoding()));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        super.flushBuffer();
    }

    /** Sends on what a writer still holds. */
    void finish() {
        if (writer != null) {
            writer.flush();
        }
    }

    private final class Kept extends ServletOutputStream {

        private final ServletOutputStream all;

        private Kept(ServletOutputStream all) {
            this.all = all;
        }

        @Override
        public void write(int one) throws IOException {
            all.write(one);
            if (isRefusal()) {
                bytes.write(one);
            }
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            all.write(from, offset, length);
            if (isRefusal()) {
                bytes.write(from, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            all.flush();
        }

        @Override
        public void close() throws IOException {
            all.close();
        }

        @Override
        public boolean isReady() {
            return all.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            all.setWriteListener(listener);
        }
    }
}
