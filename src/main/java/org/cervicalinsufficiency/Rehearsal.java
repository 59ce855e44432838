package org.cervicalinsufficiency;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.RefusedCall;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.knowledge.ArtifactDefect;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.KnowledgeTrial;
import org.cervicalinsufficiency.screening.PageAddress;
import org.cervicalinsufficiency.screening.ScreeningService;
import org.cervicalinsufficiency.screening.ScreeningSettings;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Presentation;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * Plays a snapshot before it comes into force: every card of every service is written in every language and checked, and
 * the example calls are answered with every guideline profile. What would fail in front of a clinician fails here.
 */
final class Rehearsal implements KnowledgeTrial {

    private static final Clock EXAMPLES = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    private final List<ServiceDefinition> services;
    private final CallHandler handler;

    Rehearsal(List<ServiceDefinition> services, CallHandler handler) {
        this.services = List.copyOf(services);
        this.handler = handler;
    }

    @Override
    public List<ArtifactDefect> defects(KnowledgeBase candidate) {
        List<ArtifactDefect> defects = new ArrayList<>();
        for (ServiceDefinition definition : services) {
            if (candidate.profiles().all().isEmpty()) {
                defects.add(defect(
                        definition,
                        "its libraries list no guideline profile: Library.parameter Profile needs the extension"
                                + " allowed-value for each."));
            }
            for (String profile : candidate.profiles().all()) {
                Tenant site = Tenant.unregistered(
                        "rehearsal", Ehr.at(List.of()), CardSettings.usual(profile, "en", Optional.empty()));
                ScreeningService service = ScreeningService.rehearsing(definition, candidate, EXAMPLES);
                for (String language : candidate.languages()) {
                    play(service, site, Locale.forLanguageTag(language), defects);
                }
            }
        }
        return defects.stream().distinct().toList();
    }

    private void play(ScreeningService service, Tenant site, Locale language, List<ArtifactDefect> defects) {
        String in = " (" + language.toLanguageTag() + ") ";
        try {
            for (DetailFormat format : DetailFormat.values()) {
                service.everyCard(language, in(format, ScreeningSettings.of(site, PageAddress.none())));
            }
        } catch (IllegalStateException broken) {
            defects.add(defect(service.definition(), "a card" + in + "cannot go out: " + broken.getMessage()));
        }
        for (ExampleCalls.Example example : ExampleCalls.of(service.definition())) {
            String name = "the example " + example.file() + in;
            try {
                var exchange = handler.handle(service, Caller.anybodyOf(site), example.body(), List.of(language));
                if (ScreeningService.isNotAssessed(exchange.response())) {
                    defects.add(defect(
                            service.definition(),
                            name + "could not be evaluated: a define fails, or a condition is null."));
                }
            } catch (RefusedCall | IllegalStateException broken) {
                defects.add(defect(service.definition(), name + "could not be answered: " + broken.getMessage()));
            }
        }
    }

    private static ScreeningSettings in(DetailFormat format, ScreeningSettings usual) {
        return new ScreeningSettings(
                usual.profile(),
                usual.language(),
                usual.links(),
                usual.suggestions(),
                new Presentation(format, List.of(), false));
    }

    private static ArtifactDefect defect(ServiceDefinition service, String sentence) {
        String canonical = service.planDefinition();
        String plan = canonical.substring(canonical.lastIndexOf('/') + 1, canonical.indexOf('|'));
        return new ArtifactDefect("PlanDefinition/" + plan, "", sentence);
    }
}
