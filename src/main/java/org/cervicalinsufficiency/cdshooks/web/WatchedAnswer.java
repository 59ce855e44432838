package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** An answer of which nothing goes out if somebody objects to its being a refusal. */
final class WatchedAnswer extends HttpServletResponseWrapper {

    private static final int FIRST_ERROR = 400;

    private final IntPredicate mayRefuse;
    private boolean withheld;

    /**
     * @param answer what goes out
     * @param mayRefuse asked with the status of a refusal, before anything of it is sent
     */
    WatchedAnswer(HttpServletResponse answer, IntPredicate mayRefuse) {
        super(answer);
        this.mayRefuse = mayRefuse;
    }

    /** Whether nothing went out. */
    boolean isWithheld() {
        return withheld;
    }

    private boolean passes(int status) {
        if (!withheld && status >= FIRST_ERROR && !mayRefuse.test(status)) {
            withheld = true;
        }
        return !withheld;
    }

    @Override
    public void setStatus(int status) {
        if (passes(status)) {
            super.setStatus(status);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        if (passes(status)) {
            super.sendError(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (passes(status)) {
            super.sendError(status, message);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return withheld ? new Nowhere() : super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return withheld
                ? new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
                : super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!withheld) {
            super.flushBuffer();
        }
    }

    /** Takes what nobody shall see. */
    private static final class Nowhere extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Answers are written at once.");
        }

        @Override
        public void write(int one) {
            // Goes nowhere.
        }
    }
}
