package org.cervicalinsufficiency.cdshooks.web;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.HookExchange;
import org.cervicalinsufficiency.cdshooks.PrefetchStates;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;

/**
 * Counts and times calls. Every label comes from a list of ours: services, hooks, registered clients, statuses, topics of
 * the artifacts, keys of the services.
 */
final class CallMeters {

    /** What a call of an address that we do not have is counted under. */
    static final String OTHER = "other";

    private static final Duration[] BUCKETS =
            Stream.of(25, 50, 100, 250, 400, 500, 1000).map(Duration::ofMillis).toArray(Duration[]::new);
    private static final Set<Integer> STATUSES =
            Set.of(200, 204, 304, 400, 401, 403, 404, 405, 408, 412, 413, 415, 429);
    private static final int OK = 200;
    private static final int REDIRECTED = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final MeterRegistry meters;

    /** Cards whose feedback is counted already: as many as topics and lists of reasons. */
    private final Set<Offered> begun = ConcurrentHashMap.newKeySet();

    CallMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * What was called.
     *
     * @param service id of the service, {@code discovery} or {@code other}
     * @param hook its hook, {@code feedback}, {@code discovery} or {@code other}
     * @param client short name of the registered client
     */
    record Called(String service, String hook, String client) {}

    /** A call that ended, however it did. */
    void ended(Called called, int status, boolean empty, Duration time) {
        Timer.builder("cds.request.duration")
                .description("Time of a call, from its first filter to its last byte")
                .serviceLevelObjectives(BUCKETS)
                .tags("service", called.service(), "hook", called.hook())
                .tags("client", called.client(), "outcome", outcome(status, empty))
                .register(meters)
                .record(time);
        Counter.builder("cds.response")
                .description("Answers by status; 200_empty is an answer without cards")
                .tags("service", called.service(), "hook", called.hook())
                .tags("client", called.client(), "status", word(status, empty))
                .register(meters)
                .increment();
    }

    /** What the prefetch of a call gave, key by key, also where the call is refused for it. */
    void judged(String service, HookCall call, PrefetchedData data) {
        String client = call.caller().client();
        for (String key : data.keys().keySet()) {
            prefetch(service, client, key, PrefetchStates.of(data, key)).increment();
            prefetch(service, client, key, "foreign_dropped").increment(leftOut(data, key, true));
            prefetch(service, client, key, "unusable_dropped").increment(leftOut(data, key, false));
        }
    }

    /** The cards of an answer that goes out. */
    void answered(String service, HookExchange exchange) {
        exchange.response().getCards().forEach(card -> {
            Counter.builder("cds.cards")
                    .description("Cards that went out")
                    .tags("service", service)
                    .tags("topic", topic(card))
                    .tags("indicator", card.getIndicator().name().toLowerCase(Locale.ROOT))
                    .register(meters)
                    .increment();
            Offered offered = new Offered(topic(card), reasons(card));
            if (begun.add(offered)) {
                FeedbackCounts.expect(meters, offered.topic(), offered.reasons());
            }
        });
    }

    private record Offered(String topic, List<String> reasons) {}

    private static List<String> reasons(CdsServiceResponseCardJson card) {
        return Optional.ofNullable(card.getOverrideReasons()).orElse(List.of()).stream()
                .map(reason -> reason.getCode())
                .toList();
    }

    private static String topic(CdsServiceResponseCardJson card) {
        return Optional.ofNullable(card.getSource())
                .flatMap(source -> Optional.ofNullable(source.getTopic()))
                .flatMap(topic -> Optional.ofNullable(topic.getCode()))
                .orElse(OTHER);
    }

    private Counter prefetch(String service, String client, String key, String state) {
        return Counter.builder("cds.prefetch")
                .description("What came of each prefetch key; the _dropped states count entries")
                .tags("service", service, "client", client, "key", key, "state", state)
                .register(meters);
    }

    private static long leftOut(PrefetchedData data, String key, boolean foreign) {
        return data.leftOut().stream()
                .filter(entry -> entry.key().equals(key))
                .filter(entry -> entry.reasonCode().equals(GapReason.OTHER_PATIENT.code()) == foreign)
                .count();
    }

    private static String word(int status, boolean empty) {
        if (status == OK && empty) {
            return "200_empty";
        }
        if (status >= SERVER_ERROR) {
            return "5xx";
        }
        return STATUSES.contains(status) ? String.valueOf(status) : OTHER;
    }

    private static String outcome(int status, boolean empty) {
        if (status < REDIRECTED) {
            return empty ? "empty" : "answered";
        }
        if (status < CLIENT_ERROR) {
            return "answered";
        }
        return status < SERVER_ERROR ? "refused" : "failed";
    }
}
