package org.cervicalinsufficiency.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.cdshooks.CallHandler;
import org.cervicalinsufficiency.cdshooks.CallStages;
import org.cervicalinsufficiency.cdshooks.FhirServerRule;
import org.cervicalinsufficiency.cdshooks.HookCallReader;
import org.cervicalinsufficiency.cdshooks.PrefetchReader;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.ResponseWriter;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.questionnaire.StoredForms;
import org.cervicalinsufficiency.screening.AnswerStages;
import org.cervicalinsufficiency.screening.CallForms;
import org.cervicalinsufficiency.screening.ScreeningService;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one call goes through between its bytes and those of its answer, stage by stage; {@link MicroBench} runs it. */
@State(Scope.Benchmark)
public class Stages {

    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(TODAY, "us", false);

    /** In one call. */
    @Param({"5", "20", "100", "1000"})
    public int resources;

    private final ServiceDefinition definition = ServiceDefinition.fromClassPath(SERVICE);
    private final Tenant tenant =
            Tenant.unregistered("bench", Ehr.at(List.of()), CardSettings.usual("us", "en", Optional.empty()));
    private final Caller caller = Caller.anybodyOf(tenant);
    private final KnowledgeBase knowledge = SharedKnowledge.knowledge();
    private final CallStages calls = new CallStages(definition, caller);
    private final AnswerStages answers = new AnswerStages(knowledge, tenant, definition.planDefinition(), TODAY);
    private final ResponseWriter writer = new ResponseWriter(FhirContext.forR4Cached());
    private final CallHandler handler = new CallHandler(
            new HookCallReader(FhirServerRule.HTTPS_ONLY), new PrefetchReader(FhirContext.forR4Cached()));
    private final ScreeningService service = new ScreeningService(
            definition,
            new CurrentKnowledge(knowledge),
            Clock.fixed(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC),
            new CallForms(owner -> new StoredForms.Found(List.of(), true)));
    private final List<Case> cases = new ArrayList<>();
    private int turn;

    /** One call as it looks before each stage. */
    private record Case(
            byte[] body,
            CallStages.Read read,
            PatientFacts facts,
            Assessment assessment,
            CdsServiceResponseJson response) {}

    /** Takes every call through all stages once. */
    @Setup
    public void prepare() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
        for (byte[] body : Bodies.with(resources)) {
            CallStages.Read read = calls.read(body);
            PrefetchedData data = calls.judge(read);
            if (data.resources().size() < resources || !data.gaps().isEmpty()) {
                throw new IllegalStateException("Of " + resources + " resources "
                        + data.resources().size() + " were read; gaps: " + data.gaps());
            }
            PatientFacts facts = answers.facts(read.call(), data);
            Assessment assessment = knowledge.assess(definition.planDefinition(), facts, SETTINGS);
            assessment.failureKind().ifPresent(kind -> {
                throw new IllegalStateException("A call could not be assessed: " + kind);
            });
            cases.add(new Case(body, read, facts, assessment, answers.cards(read.call(), assessment)));
        }
    }

    private Case next() {
        turn = turn + 1 == cases.size() ? 0 : turn + 1;
        return cases.get(turn);
    }

    /** Bytes to call: UTF-8, strict JSON, the members of the standard. */
    @Benchmark
    public CallStages.Read read() {
        return calls.read(next().body());
    }

    /** Prefetch as JSON to what the evaluation sees. */
    @Benchmark
    public PatientFacts facts() {
        CallStages.Read read = next().read();
        return answers.facts(read.call(), calls.judge(read));
    }

    /** Facts to assessment: one pass of CQL. */
    @Benchmark
    public Assessment evaluate() {
        return knowledge.assess(definition.planDefinition(), next().facts(), SETTINGS);
    }

    /** Assessment to cards, checked. */
    @Benchmark
    public CdsServiceResponseJson cards() {
        Case next = next();
        return answers.cards(next.read().call(), next.assessment());
    }

    /** Cards to bytes. */
    @Benchmark
    public byte[] write() {
        return writer.write(next().response());
    }

    /** All of it, as the server does it, without store, audit and HTTP. */
    @Benchmark
    public byte[] whole() {
        return writer.write(handler.handle(service, caller, next().body(), List.of(Locale.ENGLISH))
                .response());
    }
}
