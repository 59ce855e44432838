package org.cervicalinsufficiency.cdshooks.ehr;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.cdshooks.EhrServer.Fetched;
import org.cervicalinsufficiency.cdshooks.EhrServer.Question;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.outbound.AddressRule;
import org.cervicalinsufficiency.outbound.ByteBudget;
import org.cervicalinsufficiency.outbound.OutboundAnswer;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.OutboundFailed;
import org.cervicalinsufficiency.outbound.OutboundRequest;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that one call asks for. All requests are under way at the same time; their answers are judged one by
 * one on the thread of the call, which waits no longer than the deadline. What is under way then is broken off.
 */
final class CallReading {

    /** What came, not yet looked at: the threads that bring it belong to all calls. */
    private record Arrival(
            KeyReading key,
            @Nullable OutboundAnswer answer,
            @Nullable Throwable failure) {

        PageAnswer judged() {
            return answer == null ? PageAnswer.of(failed()) : PageAnswer.of(key.wanted(), answer);
        }

        private OutboundFailed failed() {
            return OutboundClient.failureOf(
                    failure == null ? new OutboundFailed(OutboundFailed.Reason.NOT_REACHED) : failure);
        }

        /** Why nothing was connected to, if so. */
        Optional<OutboundFailed.Reason> blocked() {
            return answer == null
                    ? Optional.of(failed().reason()).filter(OutboundFailed.Reason::isBlocked)
                    : Optional.empty();
        }
    }

    private final OutboundClient client;
    private final EhrLimits limits;
    private final AddressRule rule;
    private final Map<String, String> headers;
    private final ByteBudget bytes;
    private final List<KeyReading> keys;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final List<CompletableFuture<?>> started = new ArrayList<>();
    private final int entries;
    private final long begin = System.nanoTime();
    private final Map<String, Integer> outcomes = new LinkedHashMap<>();
    private final Map<OutboundFailed.Reason, Integer> blocked = new EnumMap<>(OutboundFailed.Reason.class);
    private int underWay;
    private int answered;
    private boolean alive;

    CallReading(OutboundClient client, EhrLimits limits, AddressRule rule, FhirBase base, Question question) {
        this.client = client;
        this.limits = limits;
        this.rule = rule;
        this.bytes = new ByteBudget(limits.callBytes());
        this.headers =
                Map.of("Authorization", "Bearer " + question.token().reveal(), "Accept", "application/fhir+json");
        this.keys = question.wanted().stream()
                .map(wanted -> new KeyReading(wanted, base, limits))
                .toList();
        this.entries = question.entries() + entriesHeld();
    }

    /** Reads until all is there or the time is over. */
    Map<String, Fetched> read() {
        try {
            keys.forEach(key -> key.first().ifPresent(address -> ask(key, address)));
            while (underWay > 0 && takeNext()) {
                answered++;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            started.forEach(request -> request.cancel(true));
        }
        Map<String, Fetched> fetched = new LinkedHashMap<>();
        keys.forEach(key -> fetched.put(key.wanted().key(), key.result()));
        return fetched;
    }

    /** How the server was found. */
    Lane.Experience experience() {
        if (started.isEmpty()) {
            return Lane.Experience.NONE;
        }
        return alive ? Lane.Experience.ALIVE : Lane.Experience.DEAD;
    }

    int requests() {
        return started.size();
    }

    int answered() {
        return answered;
    }

    long strayed() {
        return keys.stream().filter(KeyReading::strayed).count();
    }

    /** How many requests ended how; those under way at the deadline did not come in time. */
    Map<String, Integer> outcomes() {
        Map<String, Integer> all = new LinkedHashMap<>(outcomes);
        if (underWay > 0) {
            all.merge(GapReason.NOT_IN_TIME.code(), underWay, Integer::sum);
        }
        return all;
    }

    /** How many requests were not made because their address may not be connected to. */
    Map<OutboundFailed.Reason, Integer> blocked() {
        return Collections.unmodifiableMap(blocked);
    }

    long nanos() {
        return System.nanoTime() - begin;
    }

    private boolean takeNext() throws InterruptedException {
        Arrival arrival = arrivals.poll(left().toNanos(), TimeUnit.NANOSECONDS);
        if (arrival == null) {
            return false;
        }
        underWay--;
        PageAnswer answer = arrival.judged();
        alive = alive || answer.alive();
        outcomes.merge(answer.word(), 1, Integer::sum);
        arrival.blocked().ifPresent(reason -> blocked.merge(reason, 1, Integer::sum));
        arrival.key()
                .take(answer, Math.max(0, entries - entriesHeld()))
                .ifPresent(address -> ask(arrival.key(), address));
        return true;
    }

    private void ask(KeyReading key, String address) {
        try {
            Duration left = left();
            Duration time = left.compareTo(limits.perRequest()) < 0 ? left : limits.perRequest();
            OutboundRequest request = new OutboundRequest(
                    new URI(address),
                    headers,
                    rule,
                    new OutboundRequest.Limits(limits.connect(), time, limits.answerBytes(), bytes));
            CompletableFuture<OutboundAnswer> answer = client.start(request);
            started.add(answer);
            underWay++;
            answer.whenComplete((done, failure) -> arrivals.add(new Arrival(key, done, failure)));
        } catch (URISyntaxException notAnAddress) {
            underWay++;
            arrivals.add(new Arrival(key, null, new OutboundFailed(OutboundFailed.Reason.NOT_ALLOWED)));
        }
    }

    private int entriesHeld() {
        return keys.stream().mapToInt(KeyReading::entries).sum();
    }

    private Duration left() {
        Duration left = limits.deadline().minusNanos(nanos());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
