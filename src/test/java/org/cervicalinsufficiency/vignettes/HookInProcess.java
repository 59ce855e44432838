package org.cervicalinsufficiency.vignettes;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.EhrServer;
import org.cervicalinsufficiency.cdshooks.FhirServerRule;
import org.cervicalinsufficiency.cdshooks.HookCallReader;
import org.cervicalinsufficiency.cdshooks.PrefetchReader;
import org.cervicalinsufficiency.cdshooks.ResponseWriter;
import org.cervicalinsufficiency.cdshooks.web.ServiceDefinitionFiles;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.questionnaire.StoredForms;
import org.cervicalinsufficiency.screening.CallForms;
import org.cervicalinsufficiency.screening.ScreeningService;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;

/** The way of a hook call from its body to the answer as the real application goes it, without a server. */
public final class HookInProcess {

    private static final CallForms NO_FORMS = new CallForms(owner -> new StoredForms.Found(List.of(), true));

    static final String START = "cervical-insufficiency-encounter-start";

    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CallHandler handler;
    private final List<String> fhirBases;
    private final ResponseWriter writer = new ResponseWriter(R4);
    private final KnowledgeBase knowledge;

    public HookInProcess(KnowledgeBase knowledge) {
        this(knowledge, FhirServerRule.HTTPS_ONLY, EhrServer.NONE, List.of());
    }

    /** With a FHIR server that is asked for what a call does not bring. */
    HookInProcess(KnowledgeBase knowledge, FhirServerRule rule, EhrServer ehr, List<String> fhirBases) {
        this.knowledge = knowledge;
        this.handler = new CallHandler(new HookCallReader(rule), new PrefetchReader(R4), ehr);
        this.fhirBases = List.copyOf(fhirBases);
    }

    /** The call about a vignette with complete prefetch. */
    public static ObjectNode call(Vignette vignette) {
        return (ObjectNode) tree(HookRequests.prefetchCall(START, vignette));
    }

    /** The answer to a call on the day of the vignette, uuids blotted out. */
    public JsonNode answer(JsonNode call, LocalDate today, String profile, String language) {
        CdsService service = ServiceDefinitionFiles.all().stream()
                .filter(definition -> definition.id().equals(START))
                .map(definition -> new ScreeningService(
                        definition,
                        new CurrentKnowledge(knowledge),
                        Clock.fixed(today.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC),
                        NO_FORMS))
                .findFirst()
                .orElseThrow();
        byte[] body = call.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode answer = tree(
                writer.write(handler.handle(service, caller(profile), body, List.of(Locale.forLanguageTag(language)))
                        .response()));
        answer.findParents("uuid").forEach(parent -> ((ObjectNode) parent).put("uuid", "blotted-out"));
        return answer;
    }

    private Caller caller(String profile) {
        CardSettings cards = CardSettings.usual(profile, "en", Optional.of("https://form.example/screening"));
        return Caller.anybodyOf(Tenant.unregistered("vignettes", Ehr.at(fhirBases), cards));
    }

    static JsonNode tree(String json) {
        return tree(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
