package org.cervicalinsufficiency.cdshooks.web;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.HookExchange;
import org.cervicalinsufficiency.cdshooks.RefusedCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line per call: service, counts, duration. Never a body, a patient, a name or a token. */
final class CallLog {

    private static final Logger LOG = LoggerFactory.getLogger("org.cervicalinsufficiency.cdshooks.calls");
    private static final int FRAMES = 8;

    /** Notes a call that was answered with cards. */
    void answered(String service, HookExchange exchange, long nanos) {
        HookCall call = exchange.call();
        LOG.info(
                "hook call answered: hook={} service={} trigger={} hookInstance={} cards={} resources={} gaps={} dropped={} ms={}",
                call.hook(),
                service,
                call.trigger().orElse("none"),
                CallContext.instance(call),
                exchange.response().getCards().size(),
                exchange.data().resources().size(),
                exchange.data().gaps().size(),
                exchange.data().dropped(),
                TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /** Notes a call that was refused; its sentence never holds a value of the call. */
    void refused(RefusedCall refusal) {
        LOG.info(
                "hook call refused: status={} problem={} {}",
                refusal.problem().status(),
                refusal.problem(),
                refusal.sentence());
    }

    /** Notes feedback that was refused. */
    void refusedFeedback(int defects) {
        LOG.info("feedback refused: defects={}", defects);
    }

    /** Notes a defect by its type and place. Messages of foreign exceptions may hold a patient's data. */
    void defect(String reference, Throwable defect, String safeMessage) {
        LOG.error(
                "hook call failed: reference={} defect={} {} at {}",
                reference,
                defect.getClass().getName(),
                safeMessage,
                Stream.of(defect.getStackTrace())
                        .limit(FRAMES)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" < ")));
    }
}
