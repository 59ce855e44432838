package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.cdshooks.PrefetchReader;
import org.cervicalinsufficiency.cdshooks.RecordReader;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.cdshooks.ehr.EhrLimits;
import org.cervicalinsufficiency.cdshooks.ehr.RegisteredEhrServer;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.cervicalinsufficiency.feedback.PatientMemory;
import org.cervicalinsufficiency.fhirserver.launched.LaunchedServlet;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.questionnaire.EhrRecords;
import org.cervicalinsufficiency.screening.CallForms;
import org.cervicalinsufficiency.screening.RegisteredEhrRecords;
import org.cervicalinsufficiency.webapp.LaunchTypes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The form in the EHR: its record is read there, and the launched door hands its calls to the FHIR server. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {

    private static final String CHART_HOOK = "patient-view";

    /** People wait for a form longer than for a card, and many forms must not take the places of hook calls. */
    @Bean
    EhrRecords ehrRecords(
            OutboundClient client,
            PatientMemory memory,
            @Value("${screening.ehr.form.deadline:8s}") Duration deadline,
            @Value("${screening.ehr.form.per-request:6s}") Duration perRequest,
            @Value("${screening.ehr.form.connect:2s}") Duration connect,
            @Value("${screening.ehr.form.concurrent-calls:16}") int concurrentCalls,
            @Value("${screening.outbound.allow-private-addresses:false}") boolean allowPrivate) {
        RegisteredEhrServer ehr = new RegisteredEhrServer(
                client, EhrLimits.of(deadline, perRequest, connect, concurrentCalls), allowPrivate);
        return new RegisteredEhrRecords(
                new RecordReader(chart(), new PrefetchReader(FhirContext.forR4Cached()), ehr), new CallForms(memory));
    }

    @Bean
    ServletRegistrationBean<HttpServlet> launchedServlet(EhrRecords records, CurrentKnowledge knowledge) {
        ServletRegistrationBean<HttpServlet> servlet = new ServletRegistrationBean<>(
                new LaunchedServlet(
                        records, () -> NewestForm.of(knowledge.get().forms()).orElseThrow()),
                "/launched/*");
        servlet.setName("launched");
        return servlet;
    }

    /** What of a record the page asks the EHR for: what is read, and nothing else. */
    @Bean
    LaunchTypes launchTypes() {
        return new LaunchTypes(chart().prefetch().values().stream()
                .filter(query -> query.contains("?"))
                .map(query -> query.substring(0, query.indexOf('?')))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** The service that looks at a chart without an encounter: it asks for everything the others ask for. */
    private static ServiceDefinition chart() {
        return ServiceDefinitionFiles.all().stream()
                .filter(service -> service.hook().equals(CHART_HOOK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "cds-services/ has no service for the hook " + CHART_HOOK + ", which forms are filled by."));
    }
}
