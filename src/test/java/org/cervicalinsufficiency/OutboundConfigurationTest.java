package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch for development goes together with a server that only this machine can reach. */
class OutboundConfigurationTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void onThisMachine(String address) {
        assertThatCode(() -> OutboundConfiguration.requireThisMachineOnly(address))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "10.0.0.1"})
    void elsewhereItIsRefused(String address) {
        assertThatThrownBy(() -> OutboundConfiguration.requireThisMachineOnly(address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set server.address to 127.0.0.1");
    }
}
