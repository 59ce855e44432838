package org.cervicalinsufficiency.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a name may stand for. */
class AddressRuleTest {

    private static final AddressRule REAL_USE = AddressRule.of(List.of(), false);
    private static final AddressRule DEVELOPMENT = AddressRule.of(List.of("0.0.0.0/0", "::/0"), true);

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2620:fe::fe", "2a00::1"})
    void publicOnesAlways(String address) throws UnknownHostException {
        assertThat(REAL_USE.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd12::1", "fc00::1"})
    void privateOnesWhereTheyAreRegistered(String address) throws UnknownHostException {
        InetAddress wanted = InetAddress.getByName(address);
        int length = wanted.getAddress().length * Byte.SIZE;

        assertThat(REAL_USE.allows(wanted)).isFalse();
        assertThat(AddressRule.of(List.of("10.9.0.0/16", address + "/" + length), false)
                        .allows(wanted))
                .isTrue();
        assertThat(AddressRule.of(List.of("10.9.0.0/16", "fd99::/16"), false).allows(wanted))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "::1"})
    void thisMachineForDevelopmentOnly(String address) throws UnknownHostException {
        InetAddress wanted = InetAddress.getByName(address);

        assertThat(REAL_USE.allows(wanted)).isFalse();
        assertThat(AddressRule.of(List.of("127.0.0.0/8", "::1/128"), false).allows(wanted))
                .isFalse();
        assertThat(DEVELOPMENT.allows(wanted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "100::1",
                "2001::1",
                "2001:2::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "2a00::5efe:7f00:1"
            })
    void someNever(String address) throws UnknownHostException {
        assertThat(REAL_USE.allows(InetAddress.getByName(address))).isFalse();
        assertThat(DEVELOPMENT.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.1/8", "host/8", "010.0.0.0/8", "::/129", "10.0/8"})
    void refusesWhatIsNoRange(String notation) {
        assertThat(AddressRule.isRange(notation)).isFalse();
        assertThatThrownBy(() -> AddressRule.of(List.of(notation), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it as");
    }

    @Test
    void readsBothFamilies() {
        assertThat(List.of("10.0.0.0/8", "0.0.0.0/0", "fd12:3456::/32", "::/0")).allMatch(AddressRule::isRange);
    }
}
