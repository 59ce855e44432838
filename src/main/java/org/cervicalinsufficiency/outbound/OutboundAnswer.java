package org.cervicalinsufficiency.outbound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** What came back, of whatever status. Its text form holds the status only. */
public final class OutboundAnswer {

    /** From here on a compressed answer must not grow beyond {@link #RATIO} times of what was sent. */
    private static final int RATIO_COUNTS_FROM = 64 * 1024;

    private static final int RATIO = 20;
    private static final int CHUNK = 8192;

    private final int status;
    private final String mediaType;
    private final String encoding;
    private final byte[] sent;
    private final OutboundRequest.Limits limits;

    OutboundAnswer(int status, String mediaType, String encoding, byte[] sent, OutboundRequest.Limits limits) {
        this.status = status;
        this.mediaType = mediaType;
        this.encoding = encoding.strip().toLowerCase(Locale.ROOT);
        this.sent = sent;
        this.limits = limits;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The media type without parameters, in lower case; empty if none was sent. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The content, decompressed.
     *
     * @throws OutboundFailed if it is larger than allowed, or in an encoding that is not read
     */
    public byte[] body() throws OutboundFailed {
        return switch (encoding) {
            case "", "identity" -> sent.clone();
            case "gzip", "x-gzip" -> gunzip();
            default -> throw new OutboundFailed(OutboundFailed.Reason.UNREADABLE);
        };
    }

    private byte[] gunzip() throws OutboundFailed {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                whole.write(chunk, 0, read);
                boolean swells = whole.size() > RATIO_COUNTS_FROM && whole.size() / RATIO > sent.length;
                if (swells || whole.size() > limits.bytes() || !limits.budget().take(read)) {
                    throw new OutboundFailed(OutboundFailed.Reason.TOO_LARGE);
                }
            }
            return whole.toByteArray();
        } catch (IOException broken) {
            throw new OutboundFailed(OutboundFailed.Reason.UNREADABLE);
        }
    }

    @Override
    public String toString() {
        return "OutboundAnswer " + status;
    }
}
