package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.cervicalinsufficiency.audit.Spool;
import org.cervicalinsufficiency.audit.SpoolFile;
import org.hl7.fhir.r4.model.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves calls from the spool into the FHIR store. A file is taken away when all its calls are stored; if the process ends
 * before, the same calls are stored again under the same ids, which changes nothing. While the store is away the files
 * wait.
 */
public final class CallMover implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallMover.class);
    private static final int AT_ONCE = 50;

    private final Spool spool;
    private final DaoRegistry daos;
    private final IHapiTransactionService transactions;
    private final TenantStores stores;
    private final ScheduledExecutorService schedule;
    private final AtomicBoolean troubled = new AtomicBoolean();

    CallMover(Spool spool, DaoRegistry daos, IHapiTransactionService transactions, TenantStores stores) {
        this.spool = spool;
        this.daos = daos;
        this.transactions = transactions;
        this.stores = stores;
        this.schedule = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit-mover");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to move what waits. */
    public void start(Duration every) {
        var unused = schedule.scheduleWithFixedDelay(
                this::tryRound, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryRound() {
        try {
            var unused = round();
            if (troubled.getAndSet(false)) {
                LOG.info("Audited calls are stored again");
            }
        } catch (IOException | RuntimeException failed) {
            // Once for each time of trouble: with the database down there would be a line for every round.
            if (!troubled.getAndSet(true)) {
                LOG.error(
                        "Audited calls wait in the spool: bytes={} cause={}",
                        spool.bytes(),
                        failed.getClass().getName());
            }
        }
    }

    /**
     * Moves everything that waits.
     *
     * @return how many calls were moved
     */
    public synchronized int round() throws IOException {
        int moved = 0;
        for (Optional<SpoolFile> file = spool.oldest(); file.isPresent(); file = spool.oldest()) {
            moved += move(file.get());
        }
        return moved;
    }

    private int move(SpoolFile file) throws IOException {
        SpoolFile.Content content = file.read();
        List<AuditedCall> calls = content.calls();
        for (int from = 0; from < calls.size(); from += AT_ONCE) {
            Map<String, List<AuditedCall>> byTenant =
                    calls.subList(from, Math.min(from + AT_ONCE, calls.size())).stream()
                            .collect(Collectors.groupingBy(call -> call.who().tenant()));
            byTenant.forEach((tenant, its) -> store(its, stores.named(tenant)));
        }
        if (content.damaged() > 0) {
            file.setAside();
            LOG.error("Lines of the audit spool are damaged: {}. Their file is kept beside it.", content.damaged());
        }
        spool.remove(file);
        return calls.size();
    }

    private void store(List<AuditedCall> calls, TenantStore home) {
        IFhirResourceDao<AuditEvent> events = daos.getResourceDao(AuditEvent.class);
        transactions.withRequest(home.asServer()).execute(() -> {
            Set<String> there = stored(calls, home);
            calls.stream()
                    .filter(call -> !there.contains(CallEvents.id(call)))
                    .map(CallEvents::of)
                    .forEach(event -> events.update(event, home.asServer()));
        });
    }

    /** Ids of the events that a round before has stored already. */
    private Set<String> stored(List<AuditedCall> calls, TenantStore home) {
        TokenOrListParam ids = new TokenOrListParam();
        calls.forEach(call -> ids.add(CallEvents.id(call)));
        SearchParameterMap search = SearchParameterMap.newSynchronous().add("_id", ids);
        return daos.getResourceDao(AuditEvent.class).search(search, home.asServer()).getAllResources().stream()
                .map(event -> event.getIdElement().getIdPart())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
