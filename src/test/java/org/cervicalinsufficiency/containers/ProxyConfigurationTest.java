package org.cervicalinsufficiency.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cervicalinsufficiency.replicas.Haproxy;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The proxy reads its own configuration. Where it is not on the machine (Debian: apt-get install haproxy) this is skipped; CI
 * has it. What it does with real replicas: RollingRestartFaults.
 */
class ProxyConfigurationTest {

    @Test
    void isUnderstoodByTheProxy() {
        Assumptions.assumeTrue(
                Haproxy.isInstalled(), "HAProxy is not on this machine (Debian: apt-get install haproxy)");
        assertThat(Haproxy.complaints(List.of(18081, 18082))).isBlank();
    }
}
