package org.cervicalinsufficiency.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a name may stand for. Public ones always; private ones only inside ranges that were registered; this
 * machine and all private ones only with the switch for development. What is no place for a FHIR server, such as the
 * metadata address of a cloud, no setting allows.
 */
public final class AddressRule {

    private final List<Cidr> registered;
    private final boolean development;

    private AddressRule(List<Cidr> registered, boolean development) {
        this.registered = List.copyOf(registered);
        this.development = development;
    }

    /**
     * A rule.
     *
     * @param privateNetworks registered private ranges in CIDR notation
     * @param development whether this machine and all private addresses are allowed too
     * @throws IllegalArgumentException naming a range that cannot be read
     */
    public static AddressRule of(List<String> privateNetworks, boolean development) {
        return new AddressRule(privateNetworks.stream().map(Cidr::of).toList(), development);
    }

    /** Whether this is a range in CIDR notation. */
    public static boolean isRange(String notation) {
        return Cidr.parse(notation).isPresent();
    }

    /** Whether a connection to this address may be opened. */
    public boolean allows(InetAddress address) {
        return switch (AddressKind.of(address)) {
            case PUBLIC -> true;
            case LOOPBACK -> development;
            case PRIVATE -> development || registered.stream().anyMatch(range -> range.contains(address.getAddress()));
            case NEVER -> false;
        };
    }
}
