package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The profile production must never run without what makes it safe. */
class ProductionGuardTest {

    @Test
    void refusesToStartAndSaysWhatIsMissing() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(ProductionGuard.class)
                        .profiles("production")
                        .run("--spring.main.web-application-type=none")
                        .close())
                .rootCause()
                .hasMessageContaining("PostgreSQL")
                .hasMessageContaining("start without it");
    }
}
