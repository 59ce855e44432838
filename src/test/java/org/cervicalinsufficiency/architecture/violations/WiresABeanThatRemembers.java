package org.cervicalinsufficiency.architecture.violations;

import org.cervicalinsufficiency.architecture.violations.screening.RemembersTheLastPatient;
import org.springframework.context.annotation.Bean;

/** The wiring that makes a forgetful bean of {@link RemembersTheLastPatient}. */
class WiresABeanThatRemembers {
    @Bean
    RemembersTheLastPatient screening() {
        return new RemembersTheLastPatient();
    }
}
