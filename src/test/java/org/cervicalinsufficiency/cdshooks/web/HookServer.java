package org.cervicalinsufficiency.cdshooks.web;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.cervicalinsufficiency.cdshooks.Cards;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.EhrServer;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.feedback.FeedbackInMemory;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** A server with the shipped services' definitions and answers of its own, without a database. */
@SpringBootConfiguration
@Profile(HookServer.ALONE)
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@Import(CdsHooksConfiguration.class)
public class HookServer {

    /** Keeps this configuration out of the whole application, which scans the same packages. */
    public static final String ALONE = "hooks-alone";

    /** A patient for whom the service answers what may not go out. */
    static final String BROKEN = "broken";

    /** A patient for whom the service fails. */
    static final String FAILING = "failing";

    /** Lets the lines about calls through; another application in the same process may have shut them off. */
    static void logsCalls() {
        LoggingSystem.get(HookServer.class.getClassLoader())
                .setLogLevel("org.cervicalinsufficiency.cdshooks.calls", LogLevel.INFO);
    }

    @Bean
    List<CdsService> services() {
        return ServiceDefinitionFiles.all().stream()
                .map(definition -> (CdsService) new Fake(definition))
                .toList();
    }

    @Bean
    CurrentTenants currentTenants() {
        return new CurrentTenants(new Tenants(List.of(ExampleTenants.local()), Optional.empty()));
    }

    @Bean
    EhrServer ehrServer() {
        return EhrServer.NONE;
    }

    @Bean
    FeedbackInMemory feedback() {
        return new FeedbackInMemory();
    }

    private record Fake(ServiceDefinition definition) implements CdsService {

        @Override
        public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
            if (call.patientId().equals(FAILING)) {
                throw new IllegalStateException("SECRET of " + call.patientId());
            }
            ExtendedResponseJson response = new ExtendedResponseJson();
            String summary = call.patientId().equals(BROKEN)
                    ? "x".repeat(140)
                    : "Gaps: " + data.gaps().size();
            response.addCard(Cards.card(CdsServiceIndicatorEnum.INFO, summary));
            if (call.patientId().equals(Calls.PATIENT)) {
                response.addCard(Cards.suggesting());
            }
            response.putExtension("org.example.languages", call.languages().toString());
            return response;
        }
    }
}
