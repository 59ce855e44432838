package org.cervicalinsufficiency;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.cervicalinsufficiency.cdshooks.EhrServer;
import org.cervicalinsufficiency.cdshooks.ehr.EhrLimits;
import org.cervicalinsufficiency.cdshooks.ehr.EhrWatch;
import org.cervicalinsufficiency.cdshooks.ehr.RegisteredEhrServer;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How other machines are asked. */
@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    @Bean
    OutboundClient outboundClient(@Value("${screening.hooks.allow-http-fhir-server:false}") boolean allowHttp) {
        return OutboundClient.open(allowHttp);
    }

    @Bean
    EhrLimits ehrLimits(
            @Value("${screening.ehr.deadline:350ms}") Duration deadline,
            @Value("${screening.ehr.per-request:250ms}") Duration perRequest,
            @Value("${screening.ehr.connect:100ms}") Duration connect,
            @Value("${screening.ehr.concurrent-calls:16}") int concurrentCalls) {
        return EhrLimits.of(deadline, perRequest, connect, concurrentCalls);
    }

    @Bean
    EhrServer ehrServer(
            OutboundClient client,
            EhrLimits ehrLimits,
            @Value("${screening.outbound.allow-private-addresses:false}") boolean allowPrivate,
            @Value("${server.address:}") String bindAddress,
            EhrWatch watch) {
        if (allowPrivate) {
            requireThisMachineOnly(bindAddress);
        }
        return new RegisteredEhrServer(client, ehrLimits, allowPrivate, watch);
    }

    /** Whoever can reach this server could otherwise have it knock at the doors of its whole network. */
    static void requireThisMachineOnly(String bindAddress) {
        try {
            if (!bindAddress.isBlank() && InetAddress.getByName(bindAddress).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("server.address is " + bindAddress + ", which is no address.", unknown);
        }
        throw new IllegalStateException("screening.outbound.allow-private-addresses is true while server.address is \""
                + bindAddress + "\": set server.address to 127.0.0.1, or turn the switch off and register the ranges of"
                + " the FHIR server with its tenant.");
    }
}
