package org.cervicalinsufficiency.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.cervicalinsufficiency.soak.Mix;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/**
 * A form through the gate, with everything that follows from it, beside HAPI's plain create of one resource on the same
 * server and database.
 */
class SubmissionBench {

    private static final ContentType FHIR = ContentType.create("application/fhir+json", StandardCharsets.UTF_8);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm-up-seconds", 30));
    private static final int[] CLIENTS = {1, 4};

    private final Report report = new Report("submissions");

    @Test
    void besideAPlainCreate() throws IOException {
        try (ServerProcess server = Servers.ours(
                        Map.of("screening.today", "2026-06-15", "screening.tenant.fhir-bases[0]", Mix.FHIR_BASE));
                ProcessFigures process = new ProcessFigures(server.process().pid());
                Load load = new Load()) {
            IntFunction<Load.Call> creates = turn -> call(server, observation());
            IntFunction<Load.Call> forms = turn -> call(server, form());
            var unused = load.run(creates, 2, WARM_UP);
            unused = load.run(forms, 2, WARM_UP);
            report.say(
                    "Java %s, load %s; %d rounds of %d s",
                    Servers.javaVersion(), Machine.load(), ROUNDS, TIME.toSeconds());
            List<Map<String, Object>> kept = new ArrayList<>();
            for (int clients : CLIENTS) {
                List<Cell.Round> plain = new ArrayList<>();
                List<Cell.Round> gated = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    plain.add(round(load, process, creates, clients));
                    gated.add(round(load, process, forms, clients));
                }
                Cell create = say(new Cell("create", 1, clients, plain), Double.NaN);
                Cell form = say(new Cell("form", 1, clients, gated), create.cpuMillis());
                kept.add(create.asMap());
                kept.add(form.asMap());
            }
            report.keep(kept);
        }
    }

    private Cell say(Cell cell, double plain) {
        report.say(
                "%-7s %2d clients %7.1f/s  p50 %7.2f ms  p95 %7.2f  p99 %7.2f  max %8.2f  CPU %7.2f ms  / create %.1f",
                cell.target(),
                cell.clients(),
                cell.perSecond(),
                cell.millis(50),
                cell.millis(95),
                cell.millis(99),
                cell.longest(),
                cell.cpuMillis(),
                cell.cpuMillis() / plain);
        assertThat(cell.failed()).as("refused or unanswered").isZero();
        return cell;
    }

    private static Cell.Round round(Load load, ProcessFigures process, IntFunction<Load.Call> calls, int clients) {
        return Cell.Round.of(Optional.of(process), () -> load.run(calls, clients, TIME));
    }

    private static Load.Call call(ServerProcess server, Resource resource) {
        String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
        return new Load.Call(
                server.address("/fhir/" + resource.fhirType()),
                json.getBytes(StandardCharsets.UTF_8),
                FHIR,
                HttpStatus.SC_CREATED);
    }

    private static QuestionnaireResponse form() {
        return ProductionCalls.rightForm();
    }

    private static Observation observation() {
        Observation made = new Observation();
        made.setStatus(Observation.ObservationStatus.FINAL);
        made.getCode().setText("Entry");
        made.setSubject(new Reference("https://ehr.example/fhir/Patient/" + UUID.randomUUID()));
        made.setValue(new Quantity(12.5).setUnit("mmol/L"));
        return made;
    }
}
