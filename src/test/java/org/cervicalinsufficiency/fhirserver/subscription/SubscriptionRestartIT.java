package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.cervicalinsufficiency.CervicalInsufficiencyApplication;
import org.cervicalinsufficiency.FhirHttp;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole application twice over one database file: what could not be told before the stop is told after it. */
@Tag("restart")
class SubscriptionRestartIT {

    @TempDir
    private Path data;

    @Test
    void tellsAfterARestartWhatItCouldNotTellBefore() {
        Receiver gone = Receiver.open();
        int port = gone.port();
        gone.close();
        String ada;
        String written;
        try (ConfigurableApplicationContext first = start()) {
            FhirHttp http = first.getBean(FhirHttp.class);
            ada = Examples.patient(http);
            assertThat(http.post(
                                    "Subscription",
                                    Examples.subscription("RiskAssessment?subject=" + ada, gone.url("/ehr")))
                            .status())
                    .isEqualTo(201);
            written = write(http, ada);
            await().until(() -> attempts(first) >= 1);
        }

        try (Receiver back = Receiver.open(port);
                ConfigurableApplicationContext second = start()) {
            await().atMost(Duration.ofSeconds(10)).until(() -> !back.calls().isEmpty());
            assertThat(back.calls()).extracting(Receiver.Call::path).containsExactly("/ehr/" + written);

            String next = write(second.getBean(FhirHttp.class), ada);
            await().until(() -> back.calls().size() == 2);
            assertThat(back.calls().get(1).path()).isEqualTo("/ehr/" + next);
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(CervicalInsufficiencyApplication.class, FhirHttp.class)
                .run(
                        "--server.port=0",
                        "--screening.data-directory=" + data,
                        "--screening.sample-data=false",
                        "--screening.subscriptions.first-retry=200ms",
                        "--screening.subscriptions.longest-retry=1s");
    }

    private static String write(FhirHttp http, String patient) {
        return http.post("RiskAssessment", Examples.assessmentOf(patient))
                .as(RiskAssessment.class)
                .getIdElement()
                .toUnqualifiedVersionless()
                .getValue();
    }

    private static int attempts(ConfigurableApplicationContext application) {
        Integer attempts = new JdbcTemplate(application.getBean(DataSource.class))
                .queryForObject("SELECT MAX(ATTEMPTS) FROM SCREENING_DELIVERY", Integer.class);
        return attempts == null ? 0 : attempts;
    }
}
