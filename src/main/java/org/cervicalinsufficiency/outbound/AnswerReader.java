package org.cervicalinsufficiency.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Collects an answer and stops as soon as it is larger than allowed. */
final class AnswerReader extends AbstractBinResponseConsumer<OutboundAnswer> {

    /** Breaks off a connection from within the library, which knows only this kind of exception. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final int WINDOW = 64 * 1024;

    private final OutboundRequest.Limits limits;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private int status;
    private String mediaType = "";
    private String encoding = "";

    AnswerReader(OutboundRequest.Limits limits) {
        this.limits = limits;
    }

    @Override
    protected void start(HttpResponse response, @Nullable ContentType type) throws HttpException, IOException {
        status = response.getCode();
        mediaType = type == null ? "" : type.getMimeType().toLowerCase(Locale.ROOT);
        Header coding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        encoding = coding == null || coding.getValue() == null ? "" : coding.getValue();
    }

    @Override
    protected int capacityIncrement() {
        return WINDOW;
    }

    @Override
    protected void data(ByteBuffer bytes, boolean last) throws IOException {
        int count = bytes.remaining();
        if (sent.size() + count > limits.bytes() || !limits.budget().take(count)) {
            throw new TooLarge();
        }
        byte[] chunk = new byte[count];
        bytes.get(chunk);
        sent.write(chunk, 0, count);
    }

    @Override
    protected OutboundAnswer buildResult() {
        return new OutboundAnswer(status, mediaType, encoding, sent.toByteArray(), limits);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // Says nothing that an answer needs; the deadline bounds how many there can be.
    }

    @Override
    public void releaseResources() {
        sent.reset();
    }
}
