package org.cervicalinsufficiency;

import java.time.Clock;
import java.time.LocalDate;
import org.cervicalinsufficiency.security.ClientTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says, once the default profile is ready, where to look and what to try first.
 */
@Component
@Profile("!production")
class WhereToGo {

    private static final Logger LOG = LoggerFactory.getLogger(WhereToGo.class);
    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final LocalDate EXAMPLES = LocalDate.of(2026, 6, 15);

    private final Clock clock;

    WhereToGo(Clock clock) {
        this.clock = clock;
    }

    @EventListener
    void say(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext web)) {
            return;
        }
        String base = base(web);
        LOG.info("Start page:        {}/", base);
        LOG.info("FHIR server:       {}/fhir  (try {}/fhir/metadata)", base, base);
        LOG.info("CDS Hooks:         {}/cds-services", base);
        LOG.info(
                "Demo:              {}/demo  (charts and cards of the invented patients; the date can be changed there)",
                base);
        LOG.info(
                "A first hook call: curl -s -X POST -H 'Content-Type: application/json'"
                        + " --data @cds-services/{}/examples/request-high-risk.json {}/cds-services/{}",
                SERVICE,
                base,
                SERVICE);
        LocalDate today = LocalDate.now(clock);
        if (today.equals(EXAMPLES)) {
            LOG.warn("The clock stands at {}: right for the invented patients, wrong for anybody else.", today);
        } else {
            LOG.warn(
                    "Today is {}. The dates of the invented patients and examples fit --screening.today={}.",
                    today,
                    EXAMPLES);
        }
        if (ready.getApplicationContext().getBeanProvider(ClientTokens.class).getIfAvailable() != null) {
            LOG.info("Hook calls need a token of a client registered in screening.tenants-file.");
            LOG.warn("This machine only, with the switches for development: not for production.");
        } else {
            LOG.warn("No authentication, this machine only, invented patients: not for production.");
        }
    }

    private static String base(ServletWebServerApplicationContext web) {
        String address = web.getEnvironment().getProperty("server.address", "127.0.0.1");
        String path = web.getEnvironment().getProperty("server.servlet.context-path", "");
        return "http://" + address + ":" + web.getWebServer().getPort() + path;
    }
}
