package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cervicalinsufficiency.fhirserver.subscription.Examples.subscription;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.cervicalinsufficiency.Breakable;
import org.cervicalinsufficiency.CervicalInsufficiencyApplication;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole application twice over one database file. What could not be told before the stop is told after it, and what
 * could not be assessed is assessed, by the timers that the settings name.
 */
@Tag("restart")
class SubscriptionRestartIT {

    @TempDir
    private Path data;

    @Test
    void tellsAndAssessesAfterARestartWhatItCouldNotBefore() throws Exception {
        Receiver gone = Receiver.open();
        int port = gone.port();
        gone.close();
        String ada;
        List<String> wanted = new ArrayList<>();
        try (ConfigurableApplicationContext first = start("1h")) {
            FhirHttp http = first.getBean(FhirHttp.class);
            ada = Examples.patient(http);
            for (String type : List.of("RiskAssessment", "QuestionnaireResponse")) {
                assertThat(http.post("Subscription", subscription(type + "?subject=" + ada, gone.url("/ehr")))
                                .status())
                        .isEqualTo(201);
            }
            wanted.addAll(told(Examples.submit(http, ada, "2026-06-13T10:00:00Z")));
            await().until(() -> attempts(first) >= 1);
            // The second form waits for its assessment, too.
            wanted.addAll(told(first.getBean(Breakable.class)
                    .with(Breakable.Part.LOGIC_FAILS, () -> Examples.submit(http, ada, "2026-06-14T10:00:00Z"))));
            assertThat(http.get("RiskAssessment?subject=" + ada).body()).doesNotContain(wanted.get(2));
        }

        try (Receiver back = Receiver.open(port);
                ConfigurableApplicationContext second = start("500ms")) {
            awaitTold(back, wanted);

            List<String> next = told(Examples.submit(second.getBean(FhirHttp.class), ada, "2026-06-15T08:00:00Z"));
            awaitTold(back, next);
        }
    }

    /** What a receiver is to be told of a form. */
    private static List<String> told(String form) {
        return List.of("/ehr/QuestionnaireResponse/" + form, "/ehr/RiskAssessment/" + DerivedIds.assessment(form));
    }

    private static void awaitTold(Receiver receiver, List<String> paths) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.calls())
                        .extracting(Receiver.Call::path)
                        .containsAll(paths));
    }

    private ConfigurableApplicationContext start(String pause) {
        return new SpringApplicationBuilder(CervicalInsufficiencyApplication.class, FhirHttp.class, Breakable.class)
                .run(
                        "--server.port=0",
                        "--screening.today=2026-06-15",
                        "--screening.data-directory=" + data,
                        "--screening.sample-data=false",
                        "--screening.assess-later.pause=" + pause,
                        "--screening.subscriptions.first-retry=200ms",
                        "--screening.subscriptions.longest-retry=1s");
    }

    private static int attempts(ConfigurableApplicationContext application) {
        Integer attempts = new JdbcTemplate(application.getBean(DataSource.class))
                .queryForObject("SELECT MAX(ATTEMPTS) FROM SCREENING_DELIVERY", Integer.class);
        return attempts == null ? 0 : attempts;
    }
}
