package org.cervicalinsufficiency;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.cervicalinsufficiency.audit.RefusedCalls;
import org.cervicalinsufficiency.audit.Spool;
import org.cervicalinsufficiency.audit.SpoolLimits;
import org.cervicalinsufficiency.audit.SpoolTrail;
import org.cervicalinsufficiency.fhirserver.CallMover;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The way of a hook call into the audit trail: a file first, then the FHIR store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    private static final long FILE_BYTES = 512 * 1024;

    @Bean
    Spool auditSpool(@Value("${screening.data-directory}") Path data, AuditProperties properties) throws IOException {
        return new Spool(
                data.resolve("audit"), new SpoolLimits(properties.spoolSize().toBytes(), FILE_BYTES));
    }

    @Bean
    SpoolTrail callTrail(Spool auditSpool, AuditProperties properties) {
        return new SpoolTrail(auditSpool, properties.whenFull() == AuditProperties.WhenFull.REJECT);
    }

    @Bean
    RefusedCalls refusedCalls(SpoolTrail trail, Clock clock, AuditProperties properties) {
        return new RefusedCalls(trail, clock).every(properties.refusalsEvery());
    }

    @Bean
    @Order(4)
    ApplicationRunner callMoverStart(CallMover mover, AuditProperties properties) {
        return arguments -> mover.start(properties.moveEvery());
    }
}
