package org.cervicalinsufficiency.tenant;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of addresses in CIDR notation as somebody wrote it. What passes here is what outbound calls can read. */
final class Network {

    private static final Pattern FOUR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");
    private static final int FOUR_BYTES = 4;
    private static final int BYTE = 0xFF;

    private final byte[] address;
    private final int length;

    private Network(byte[] address, int length) {
        this.address = address;
        this.length = length;
    }

    /** What is wrong with a text that shall be a network, and how it is to be written. */
    static Optional<Problem> problem(String text) {
        Optional<Network> read = parse(text);
        if (read.isEmpty()) {
            return Optional.of(new Problem("is no network", "write it like 10.1.0.0/16"));
        }
        String plain = read.get().plain();
        boolean asPlain = plain.contains(":") ? read.get().hasNoHostBits() : plain.equals(text);
        return asPlain ? Optional.empty() : Optional.of(new Problem("is no network to the letter", "write " + plain));
    }

    /** The sentence and the remedy. */
    record Problem(String sentence, String remedy) {}

    private static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        String literal = text.substring(0, slash);
        Matcher four = FOUR.matcher(literal);
        return (four.matches() ? four(four) : six(literal))
                .filter(address -> length <= address.length * Byte.SIZE)
                .map(address -> new Network(address, length));
    }

    /** Java reads a number that begins with a zero as it likes, so the numbers are read here. */
    private static Optional<byte[]> four(Matcher written) {
        byte[] address = new byte[FOUR_BYTES];
        for (int i = 0; i < FOUR_BYTES; i++) {
            int number = Integer.parseInt(written.group(i + 1));
            if (number > BYTE) {
                return Optional.empty();
            }
            address[i] = (byte) number;
        }
        return Optional.of(address);
    }

    /** A colon makes it an address for Java, so that no name is ever asked for; one that holds an IPv4 address is none here. */
    private static Optional<byte[]> six(String literal) {
        if (!SIX.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(literal).getAddress();
            return Optional.of(address).filter(bytes -> bytes.length > FOUR_BYTES);
        } catch (UnknownHostException broken) {
            return Optional.empty();
        }
    }

    private boolean hasNoHostBits() {
        return Arrays.equals(address, masked());
    }

    private byte[] masked() {
        byte[] network = address.clone();
        for (int bit = length; bit < network.length * Byte.SIZE; bit++) {
            network[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
        }
        return network;
    }

    /** The network, without what stands behind its bits. */
    private String plain() {
        try {
            return InetAddress.getByAddress(masked()).getHostAddress() + "/" + length;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
