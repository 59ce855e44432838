package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Secret;

/** The FHIR server of the EHR that calls: it is asked for what the call did not bring. */
@FunctionalInterface
public interface EhrServer {

    /** For where nobody may be asked. */
    EhrServer NONE = question -> Map.of();

    /**
     * Asks for everything at once and comes back within a deadline of its own, with whatever has come by then.
     *
     * @return by prefetch key; a key that is not there was not asked for
     */
    Map<String, Fetched> fetch(Question question);

    /**
     * What is asked.
     *
     * @param call the call that did not bring it, with its tenant and {@code fhirServer}
     * @param token the call's own token
     * @param wanted what is missing
     * @param entries how many entries the call may still have
     */
    record Question(HookCall call, Secret token, List<Wanted> wanted, int entries) {
        /** Copies the list. */
        public Question {
            wanted = List.copyOf(wanted);
        }
    }

    /**
     * One key that is missing, or of which the first page is there.
     *
     * @param key the prefetch key
     * @param resourceType what is asked for
     * @param query the address behind the base, legal in a URL
     * @param firstPage the Bundle that the client sent, which has further pages
     */
    record Wanted(String key, String resourceType, String query, Optional<ObjectNode> firstPage) {

        /** Whether one resource is read rather than searched for. */
        public boolean isRead() {
            return query.indexOf('?') < 0;
        }
    }

    /** What came for one key. */
    sealed interface Fetched {

        /** What the client would have sent: a resource, or a Bundle of all pages that came. It is judged like prefetch. */
        record Answer(JsonNode value) implements Fetched {}

        /** Nothing to judge; this is what the key gives. */
        record Failure(Prefetch prefetch) implements Fetched {}
    }
}
