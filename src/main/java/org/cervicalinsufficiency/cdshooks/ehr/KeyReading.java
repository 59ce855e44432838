package org.cervicalinsufficiency.cdshooks.ehr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.cdshooks.EhrServer.Fetched;
import org.cervicalinsufficiency.cdshooks.EhrServer.Wanted;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.Prefetch;
import org.cervicalinsufficiency.tenant.FhirBase;

/**
 * What one key has so far. Pages are put together into one Bundle. Where they end early, the Bundle keeps its link to the
 * next page, so that whoever judges it sees that there is more.
 */
final class KeyReading {

    private static final String ENTRY = "entry";
    private static final String LINK = "link";

    private final Wanted wanted;
    private final FhirBase base;
    private final EhrLimits limits;
    private final Set<String> asked = new HashSet<>();
    private Optional<ObjectNode> whole;
    private Prefetch failure = new Prefetch.Unavailable(GapReason.NOT_IN_TIME);
    private boolean strayed;

    KeyReading(Wanted wanted, FhirBase base, EhrLimits limits) {
        this.wanted = wanted;
        this.base = base;
        this.limits = limits;
        // The first page of a Bundle that was sent is the first of those that are read.
        this.whole = wanted.firstPage().map(ObjectNode::deepCopy);
    }

    Wanted wanted() {
        return wanted;
    }

    /** What is asked for first; empty if nothing may be. */
    Optional<String> first() {
        return whole.isPresent() ? next(whole.get(), 1) : ask(base.url() + "/" + wanted.query());
    }

    /**
     * Takes an answer.
     *
     * @param entriesLeft how many entries the call may still have
     * @return what is asked for next; empty if nothing is
     */
    Optional<String> take(PageAnswer answer, int entriesLeft) {
        if (answer.page().isEmpty()) {
            failure = answer.failure();
            return Optional.empty();
        }
        ObjectNode page = answer.page().get();
        if (wanted.isRead() || !page.path("resourceType").asText().equals("Bundle")) {
            // An error in place of a further page leaves what came before it.
            whole = whole.or(() -> Optional.of(page));
            return Optional.empty();
        }
        int before = entries();
        boolean cut = !append(page, Math.min(limits.entries() - before, entriesLeft));
        boolean empty = entries() == before;
        return cut || empty ? Optional.empty() : next(page, asked.size() + sentPages());
    }

    /** How many entries came so far. */
    int entries() {
        return whole.map(bundle -> bundle.path(ENTRY).size()).orElse(0);
    }

    /** Whether the server named a further page that stands elsewhere. */
    boolean strayed() {
        return strayed;
    }

    /** What the key gives. */
    Fetched result() {
        return whole.<Fetched>map(Fetched.Answer::new).orElseGet(() -> new Fetched.Failure(failure));
    }

    private Optional<String> next(ObjectNode page, int pages) {
        for (JsonNode link : page.path(LINK)) {
            if (link.path("relation").asText().equals("next")) {
                Optional<String> address = base.page(link.path("url").asText());
                strayed = strayed || address.isEmpty();
                return pages < limits.pages() ? address.flatMap(this::ask) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A page that was seen before ends the reading. */
    private Optional<String> ask(String address) {
        return asked.add(address) ? Optional.of(address) : Optional.empty();
    }

    private int sentPages() {
        return wanted.firstPage().isPresent() ? 1 : 0;
    }

    /** Adds the entries of a page; false if not all of them have room, which leaves a link to what is missing. */
    private boolean append(ObjectNode page, int room) {
        if (page.has(ENTRY) && !page.path(ENTRY).isArray()) {
            whole = whole.or(() -> Optional.of(page));
            return false;
        }
        ObjectNode bundle = whole.orElseGet(() -> page.deepCopy().without(List.of(ENTRY)));
        whole = Optional.of(bundle);
        if (page.has("implicitRules")) {
            bundle.set("implicitRules", page.get("implicitRules"));
        }
        bundle.remove(LINK);
        if (page.has(LINK)) {
            bundle.set(LINK, page.get(LINK));
        }
        int added = 0;
        for (JsonNode entry : page.path(ENTRY)) {
            if (added == room) {
                bundle.putArray(LINK).addObject().put("relation", "next").put("url", base.url());
                return false;
            }
            entriesOf(bundle).add(entry);
            added++;
        }
        return true;
    }

    private static ArrayNode entriesOf(ObjectNode bundle) {
        return bundle.get(ENTRY) instanceof ArrayNode entries ? entries : bundle.putArray(ENTRY);
    }
}
