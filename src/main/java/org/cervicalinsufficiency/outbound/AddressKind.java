package org.cervicalinsufficiency.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** What an address is for, by the registries of special addresses (RFC 6890 and its successors). */
enum AddressKind {
    /** Reachable from anywhere. */
    PUBLIC,
    /** Inside an organisation. */
    PRIVATE,
    /** This machine. */
    LOOPBACK,
    /**
     * Nothing that a FHIR server can stand at: metadata services of clouds, link-local, multicast, broadcast, unspecified,
     * documentation, benchmarks, and forms that hide an IPv4 address in an IPv6 one.
     */
    NEVER;

    private static final List<Cidr> METADATA =
            ranges("169.254.0.0/16", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.0/24", "fd00:ec2::/32");
    private static final List<Cidr> LOOPBACKS = ranges("127.0.0.0/8", "::1/128");
    private static final List<Cidr> PRIVATES =
            ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");
    private static final List<Cidr> RESERVED = ranges(
            "0.0.0.0/8",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");
    private static final List<Cidr> GLOBAL = ranges("0.0.0.0/0", "2000::/3");

    /** The kind of an address. */
    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (in(METADATA, bytes)) {
            return NEVER;
        }
        if (in(LOOPBACKS, bytes)) {
            return LOOPBACK;
        }
        if (in(PRIVATES, bytes)) {
            return PRIVATE;
        }
        return in(RESERVED, bytes) || !in(GLOBAL, bytes) || isIsatap(bytes) ? NEVER : PUBLIC;
    }

    private static boolean in(List<Cidr> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** An interface identifier 0:5efe or 200:5efe says that an IPv4 address follows (RFC 5214). */
    private static boolean isIsatap(byte[] address) {
        return address.length > 4
                && (address[8] & 0xFD) == 0
                && address[9] == 0
                && address[10] == 0x5E
                && address[11] == (byte) 0xFE;
    }

    private static List<Cidr> ranges(String... notations) {
        return Stream.of(notations).map(Cidr::of).toList();
    }
}
