package org.cervicalinsufficiency.feedback;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cervicalinsufficiency.MovableClock;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.FhirServerRule;
import org.cervicalinsufficiency.cdshooks.HookCallReader;
import org.cervicalinsufficiency.cdshooks.HookExchange;
import org.cervicalinsufficiency.cdshooks.PrefetchReader;
import org.cervicalinsufficiency.cdshooks.ResponseWriter;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.cervicalinsufficiency.questionnaire.StoredForms;
import org.cervicalinsufficiency.screening.CallForms;
import org.cervicalinsufficiency.screening.ScreeningService;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignette;

/** A clinic in memory: it calls the real service, sees its cards, acts on them and calls again. */
final class Clinic {

    static final String START = "cervical-insufficiency-encounter-start";

    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CallHandler handler =
            new CallHandler(new HookCallReader(FhirServerRule.HTTPS_ONLY), new PrefetchReader(R4));
    private final ResponseWriter writer = new ResponseWriter(R4);
    private final MovableClock clock;
    private final List<IssuedAnswer> issued = new ArrayList<>();
    private final List<Remembered> acts = new ArrayList<>();
    private boolean forgetful;

    Clinic(Vignette first) {
        this.clock = new MovableClock(first.today().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
    }

    private record Remembered(String tenant, String patient, Act act) {}

    /**
     * Who calls about whom.
     *
     * @param service id of the service
     * @param tenant id of the tenant
     * @param patient what the patient is called in place of the vignette's name
     * @param settings of the tenant
     * @param trigger Epic's name of the trigger, or empty
     */
    record Visit(String service, String tenant, String patient, CardSettings settings, String trigger) {

        static Visit usual() {
            return new Visit(
                    START, "st-mary", "somebody", CardSettings.usual("us", "en", java.util.Optional.empty()), "");
        }
    }

    MovableClock clock() {
        return clock;
    }

    /** From now on the memory cannot be read. */
    void forget() {
        forgetful = true;
    }

    /** The call about a vignette. */
    static ObjectNode request(Vignette vignette, Visit visit) {
        ObjectNode call = tree(HookRequests.prefetchCall(visit.service(), vignette)
                .replace(vignette.id(), visit.patient())
                .getBytes(StandardCharsets.UTF_8));
        if (!visit.trigger().isEmpty()) {
            call.putObject("extension").put("com.epic.cdshooks.request.bpa-trigger-action", visit.trigger());
        }
        return call;
    }

    JsonNode call(Vignette vignette, Visit visit) {
        return call(request(vignette, visit), visit);
    }

    JsonNode call(ObjectNode request, Visit visit) {
        ScreeningService service = new ScreeningService(
                ServiceDefinition.fromClassPath(visit.service()),
                new CurrentKnowledge(SharedKnowledge.knowledge()),
                clock,
                new CallForms(this::remember),
                issued::add);
        Tenant tenant = Tenant.unregistered(visit.tenant(), Ehr.at(List.of()), visit.settings());
        HookExchange exchange = handler.handle(
                service,
                Caller.anybodyOf(tenant),
                request.toString().getBytes(StandardCharsets.UTF_8),
                List.of(Locale.ENGLISH));
        exchange.sent();
        return tree(writer.write(exchange.response()));
    }

    private PatientMemory.Remembered remember(FormOwner owner, String patient) {
        if (forgetful) {
            return PatientMemory.Remembered.notRead();
        }
        List<Act> about = acts.stream()
                .filter(known ->
                        known.tenant().equals(owner.tenant()) && known.patient().equals(patient))
                .map(Remembered::act)
                .toList();
        return new PatientMemory.Remembered(new StoredForms.Found(List.of(), true), about);
    }

    /** Acts on a card as the store would remember it. */
    void act(String card, Outcome outcome, boolean reasoned) {
        for (IssuedAnswer answer : issued) {
            answer.cards().stream()
                    .filter(one -> one.card().equals(card))
                    .map(one -> new Act(one.topic(), one.evidence(), outcome, reasoned, clock.instant()))
                    .forEach(act -> acts.add(new Remembered(answer.to().tenant(), answer.patient(), act)));
        }
    }

    List<IssuedAnswer> issued() {
        return List.copyOf(issued);
    }

    static List<String> topics(JsonNode answer) {
        List<String> topics = new ArrayList<>();
        answer.path("cards")
                .forEach(card -> topics.add(card.at("/source/topic/code").asText()));
        return topics;
    }

    static JsonNode card(JsonNode answer, String topic) {
        for (JsonNode card : answer.path("cards")) {
            if (card.at("/source/topic/code").asText().equals(topic)) {
                return card;
            }
        }
        throw new AssertionError("There is no card " + topic + " in " + topics(answer));
    }

    /** What the answer says that it leaves out: reason by topic. */
    static Map<String, String> suppressed(JsonNode answer) {
        Map<String, String> suppressed = new java.util.TreeMap<>();
        answer.at("/extension/org.cervicalinsufficiency.assessment/suppressed")
                .forEach(card -> suppressed.put(
                        card.path("topic").asText(), card.path("reason").asText()));
        return suppressed;
    }

    private static ObjectNode tree(byte[] json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
