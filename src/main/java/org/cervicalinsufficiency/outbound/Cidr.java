package org.cervicalinsufficiency.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of addresses in CIDR notation, for example {@code 10.20.0.0/16}. */
final class Cidr {

    private static final Pattern NOTATION = Pattern.compile(
            "((?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*)/(\\d{1,3})");

    private final byte[] network;
    private final int length;

    private Cidr(byte[] network, int length) {
        this.network = network;
        this.length = length;
    }

    /**
     * The range that is written so.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Cidr of(String notation) {
        return parse(notation)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "\"" + notation
                                        + "\" is no range of addresses; write it as 10.20.0.0/16 or fd12:3456::/32, without host bits."));
    }

    /** The range that is written so; empty if it is none. */
    static Optional<Cidr> parse(String notation) {
        Matcher matcher = NOTATION.matcher(notation.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            // A literal is never looked up in DNS.
            byte[] network = InetAddress.getByName(matcher.group(1)).getAddress();
            Cidr range = new Cidr(network, Integer.parseInt(matcher.group(2)));
            boolean whole = range.length <= network.length * Byte.SIZE && range.hasNoHostBits();
            return whole ? Optional.of(range) : Optional.empty();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in the range. */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            if (bit(address, bit) != bit(network, bit)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasNoHostBits() {
        for (int bit = length; bit < network.length * Byte.SIZE; bit++) {
            if (bit(network, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] address, int index) {
        return address[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }
}
