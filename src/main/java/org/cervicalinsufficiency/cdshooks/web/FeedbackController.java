package org.cervicalinsufficiency.cdshooks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.cervicalinsufficiency.audit.NotAudited;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.cervicalinsufficiency.cdshooks.StrictJson;
import org.cervicalinsufficiency.cdshooks.Unroutable;
import org.cervicalinsufficiency.feedback.FeedbackBatch;
import org.cervicalinsufficiency.feedback.FeedbackReader;
import org.cervicalinsufficiency.feedback.FeedbackStore;
import org.cervicalinsufficiency.feedback.InvalidFeedback;
import org.cervicalinsufficiency.feedback.Sender;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Takes feedback on cards (CDS Hooks 2.0.1, Feedback). */
@RestController
final class FeedbackController {

    private static final Logger LOG = LoggerFactory.getLogger("org.cervicalinsufficiency.cdshooks.calls");
    private static final String PATH = "/cds-services/{id}/feedback";
    private static final List<String> METHODS = List.of("POST", "OPTIONS");
    private static final int MOST_BYTES = 1024 * 1024;

    private final ServiceCatalog catalog;
    private final FeedbackStore store;
    private final FeedbackCounts counts;
    private final CurrentTenants tenants;
    private final CallAudit audit;
    private final FeedbackReader reader = new FeedbackReader();
    private final CallBody body = new CallBody(MOST_BYTES);

    FeedbackController(
            ServiceCatalog catalog,
            FeedbackStore store,
            FeedbackCounts counts,
            CurrentTenants tenants,
            CallAudit audit) {
        this.catalog = catalog;
        this.store = store;
        this.counts = counts;
        this.tenants = tenants;
        this.audit = audit;
    }

    /** Keeps what clinicians did with cards. The answer is the same whether a card is known or not. */
    @PostMapping(PATH)
    ResponseEntity<byte[]> feedback(@PathVariable("id") String id, HttpServletRequest request)
            throws IOException, NotAudited {
        requireService(id);
        Caller caller = caller(request);
        CallContext.feedback(id, caller);
        Taken taken = taken(id, caller, request);
        counts.count(caller.tenant().id(), taken.kept());
        LOG.info(
                "feedback taken: service={} items={} repeated={} left out={}",
                id,
                taken.kept().size(),
                taken.kept().stream().filter(FeedbackStore.Kept::repeated).count(),
                taken.defects().size());
        return taken.answer();
    }

    /** Feedback is written down before it is there for good: nothing is kept that nobody could account for. */
    private Taken taken(String id, Caller caller, HttpServletRequest request) throws IOException, NotAudited {
        try {
            FeedbackBatch batch = reader.read(StrictJson.read(body.read(request)));
            Sender sender = new Sender(caller.tenant().id(), caller.client(), id);
            ResponseEntity<byte[]> answer = answer(batch.defects());
            int status = answer.getStatusCode().value();
            List<FeedbackStore.Kept> kept = store.keep(
                    sender, batch.items(), items -> write(() -> audit.kept(id, caller, items, status, request)));
            return new Taken(kept, batch.defects(), answer);
        } catch (Unwritten unwritten) {
            throw unwritten.reason();
        } catch (RuntimeException failure) {
            audit.notKept(id, caller, CdsHooksErrors.problem(failure).status(), request);
            throw failure;
        }
    }

    private static ResponseEntity<byte[]> answer(List<InvalidFeedback.Defect> defects) {
        if (defects.isEmpty()) {
            return ResponseEntity.noContent()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(OutcomeJson.warnings(FeedbackIssues.of(defects)));
    }

    /** What was stored of a call, what could not be, and what is said about it. */
    private record Taken(
            List<FeedbackStore.Kept> kept, List<InvalidFeedback.Defect> defects, ResponseEntity<byte[]> answer) {}

    /** Something that is written down. */
    private interface Writing {
        void write() throws NotAudited;
    }

    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (NotAudited unwritten) {
            throw new Unwritten(unwritten);
        }
    }

    /** Ends the transaction of the store. */
    private static final class Unwritten extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final NotAudited reason;

        Unwritten(NotAudited reason) {
            super(reason.getMessage(), reason, false, false);
            this.reason = reason;
        }

        NotAudited reason() {
            return reason;
        }
    }

    /** Says which methods there are. */
    @RequestMapping(path = PATH, method = RequestMethod.OPTIONS)
    ResponseEntity<Void> methods(@PathVariable("id") String id) {
        requireService(id);
        return ResponseEntity.noContent()
                .header(HttpHeaders.ALLOW, String.join(", ", METHODS))
                .build();
    }

    /** Refuses any other method. */
    @RequestMapping(PATH)
    void otherMethod(@PathVariable("id") String id) {
        requireService(id);
        throw Unroutable.method(METHODS);
    }

    private Caller caller(HttpServletRequest request) {
        return request.getAttribute(Caller.ATTRIBUTE) instanceof Caller proven
                ? proven
                : tenants.get().anybody().orElseThrow(() -> new IllegalStateException("A call came past the filter."));
    }

    private void requireService(String id) {
        if (catalog.find(id).isEmpty()) {
            throw Unroutable.unknownService();
        }
    }
}
