package org.cervicalinsufficiency.cdshooks.web;

import java.time.Clock;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.ReportAccess;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the reports. */
@Configuration(proxyBeanMethods = false)
@Import({ReportController.class, RefusalReportController.class})
class ReportConfiguration {

    @Bean
    ReportDoor reportDoor(CurrentTenants tenants, ObjectProvider<ReportAccess> verifier) {
        return new ReportDoor(tenants, Optional.ofNullable(verifier.getIfAvailable()));
    }

    @Bean
    ReportPeriods reportPeriods(Clock clock) {
        return new ReportPeriods(clock);
    }

    @Bean
    ReportDesk reportDesk(ReportDoor door, ReportPeriods periods) {
        return new ReportDesk(door, periods);
    }
}
