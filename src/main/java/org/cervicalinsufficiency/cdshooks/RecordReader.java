package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Secret;

/**
 * Reads, for who calls no hook, what a service asks for: every key from the FHIR server of an EHR, judged like prefetch.
 */
public final class RecordReader {

    private final ServiceDefinition service;
    private final PrefetchCompletion completion;

    /**
     * A reader of what this service asks for.
     *
     * @throws IllegalStateException if the service asks for what only a call of a hook can tell
     */
    public RecordReader(ServiceDefinition service, PrefetchReader prefetches, EhrServer ehr) {
        service.prefetch().forEach((key, query) -> {
            if (query.replace("{{context.patientId}}", "").contains("{{")) {
                throw new IllegalStateException("The prefetch key " + key + " of " + service.id()
                        + " needs more than the patient; read records by a service that does not.");
            }
        });
        this.service = service;
        this.completion = new PrefetchCompletion(prefetches, ehr);
    }

    private RecordReader(ServiceDefinition service, PrefetchCompletion completion) {
        this.service = service;
        this.completion = completion;
    }

    /** A reader of one of the keys. */
    public RecordReader only(String key) {
        return new RecordReader(service.only(key), completion);
    }

    /** What is read. */
    public ServiceDefinition service() {
        return service;
    }

    /** A question about one patient on one server. */
    public HookCall question(Caller caller, FhirBase base, String patientId) {
        return new HookCall(
                caller,
                service.hook(),
                "",
                patientId,
                "",
                Optional.empty(),
                Optional.of(base.url()),
                List.of(),
                Map.of());
    }

    /**
     * What each key gives.
     *
     * @param question of {@link #question}
     * @throws InvalidCall if the server gives another patient than the one asked for
     */
    public PrefetchedData read(HookCall question, Secret token) {
        return completion.complete(
                new HookRequest(question, JsonNodeFactory.instance.objectNode(), Optional.of(token)), service);
    }
}
