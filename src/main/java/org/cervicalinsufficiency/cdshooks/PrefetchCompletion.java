package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.cdshooks.EhrServer.Fetched;
import org.cervicalinsufficiency.cdshooks.EhrServer.Wanted;

/**
 * Brings together what a call sent and what its FHIR server adds. The server is asked only for keys that were not sent
 * at all, and for further pages of those that were: what came, even as an error, is not asked for again. Without the
 * call's own token nobody is asked.
 */
final class PrefetchCompletion {

    private static final int MAX_ENTRIES = 2000;

    private final PrefetchReader reader;
    private final EhrServer ehr;

    PrefetchCompletion(PrefetchReader reader, EhrServer ehr) {
        this.reader = reader;
        this.ehr = ehr;
    }

    /**
     * What each key gives in the end.
     *
     * @throws InvalidCall if a patient sent or fetched is not the one in context
     */
    PrefetchedData complete(HookRequest request, ServiceDefinition service) {
        HookCall call = request.call();
        KeyAliases.Sorted sent = KeyAliases.sort(call, service, request.prefetch());
        reader.requirePatientInContext(call, service, sent.known());
        Map<String, Prefetch> failed = new LinkedHashMap<>();
        Set<String> fetched = new HashSet<>();
        ObjectNode known = sent.known();
        if (request.token().isPresent() && call.fhirServer().isPresent()) {
            List<Wanted> wanted = wanted(call, service, known);
            if (!wanted.isEmpty()) {
                ehr.fetch(new EhrServer.Question(call, request.token().get(), wanted, entriesLeft(known)))
                        .forEach((key, came) -> {
                            take(key, came, known, failed);
                            if (came instanceof Fetched.Answer) {
                                fetched.add(key);
                            }
                        });
            }
        }
        return reader.read(call, service, known, failed, sent.others()).fetched(fetched);
    }

    private static void take(String key, Fetched came, ObjectNode known, Map<String, Prefetch> failed) {
        if (came instanceof Fetched.Answer answer) {
            known.set(key, answer.value());
        } else if (came instanceof Fetched.Failure failure) {
            failed.put(key, failure.prefetch());
        }
    }

    private static List<Wanted> wanted(HookCall call, ServiceDefinition service, ObjectNode known) {
        List<Wanted> wanted = new ArrayList<>();
        for (PrefetchTemplate template : service.templates()) {
            Optional<ObjectNode> page = Optional.ofNullable(known.get(template.key()))
                    .filter(value -> !template.isRead() && hasFurtherPages(value))
                    .map(ObjectNode.class::cast);
            if (page.isPresent() || !known.has(template.key())) {
                TemplateQuery.of(template, call)
                        .map(query -> new Wanted(template.key(), template.resourceType(), query, page))
                        .ifPresent(wanted::add);
            }
        }
        return wanted;
    }

    private static boolean hasFurtherPages(JsonNode value) {
        if (!PrefetchReader.typeOf(value).equals("Bundle")) {
            return false;
        }
        SearchSet set = new SearchSet(value);
        return set.isReadable()
                && !set.hasError()
                && !set.isModified()
                && set.reasons().contains(GapReason.FURTHER_PAGES);
    }

    private static int entriesLeft(ObjectNode known) {
        int sent = 0;
        for (JsonNode value : known) {
            sent += value.path("entry").size();
        }
        return Math.max(0, MAX_ENTRIES - sent);
    }
}
