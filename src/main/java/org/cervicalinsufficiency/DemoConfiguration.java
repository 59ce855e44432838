package org.cervicalinsufficiency;

import java.util.Map;
import java.util.TreeMap;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.questionnaire.ChartReader;
import org.cervicalinsufficiency.webapp.DemoCharts;
import org.cervicalinsufficiency.webapp.DemoDay;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Joins the demo page with the stored record and the knowledge. Not in production. */
@Configuration(proxyBeanMethods = false)
@Profile("!production")
class DemoConfiguration {

    private static final String LIBRARY = "ScreeningChart";
    private static final String DEFINE = "Chart";

    /** The chart as the CQL gives it: Java adds the day and what could not be read. */
    @Bean
    DemoCharts demoCharts(
            ChartReader localCharts,
            CurrentKnowledge knowledge,
            DemoDay day,
            @Value("${screening.profile:us}") String profile) {
        return patientId -> localCharts.read(patientId).map(record -> {
            EvaluationSettings settings = new EvaluationSettings(
                    day.today(), profile, !record.unread().isEmpty());
            Map<String, Object> shown = new TreeMap<>();
            shown.put("today", settings.today().toString());
            shown.put("notRead", record.unread().stream().sorted().toList());
            knowledge
                    .get()
                    .value(LIBRARY, DEFINE, new PatientFacts(record.patient(), record.resources()), settings)
                    .ifPresent(chart -> shown.put("chart", chart));
            return shown;
        });
    }
}
