package org.cervicalinsufficiency.fhirserver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cervicalinsufficiency.security.Act;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * What one entry of a batch or transaction asks for.
 *
 * @param type the resource type
 * @param act what to do with it; none for an operation
 * @param operation name of the operation, with its dollar sign; empty for an act
 * @param query the search that it makes, encoded; empty if it makes none
 */
record EntryAct(String type, Optional<Act> act, String operation, String query) {

    private static final String HISTORY = "_history";
    private static final int LONGEST_OPERATION = 3;

    /** Empty if the entry asks for nothing that this server knows. */
    static Optional<EntryAct> of(BundleEntryComponent entry) {
        String url = String.valueOf(entry.getRequest().getUrl());
        int question = url.indexOf('?');
        String query = question < 0 ? "" : url.substring(question + 1);
        List<String> path = Stream.of((question < 0 ? url : url.substring(0, question))
                        .replaceFirst("^/", "")
                        .split("/"))
                .toList();
        String type = path.get(0);
        HTTPVerb method = entry.getRequest().getMethod();
        if (!type.matches("[A-Z][A-Za-z]+") || method == null) {
            return Optional.empty();
        }
        if (path.get(path.size() - 1).startsWith("$")) {
            boolean called = (method == HTTPVerb.GET || method == HTTPVerb.POST) && path.size() <= LONGEST_OPERATION;
            EntryAct operation = new EntryAct(type, Optional.empty(), path.get(path.size() - 1), query);
            return called ? Optional.of(operation) : Optional.empty();
        }
        return act(entry, path, question >= 0, query);
    }

    private static Optional<EntryAct> act(
            BundleEntryComponent entry, List<String> path, boolean condition, String query) {
        String type = path.get(0);
        boolean sameType =
                !entry.hasResource() || entry.getResource().fhirType().equals(type);
        return switch (entry.getRequest().getMethod()) {
            case GET, HEAD -> read(path).map(act -> new EntryAct(type, Optional.of(act), "", query));
            case POST ->
                path.size() == 1 && !condition && sameType && entry.hasResource()
                        ? write(
                                type,
                                entry.getRequest().hasIfNoneExist() ? Act.CONDITIONAL_CREATE : Act.CREATE,
                                String.valueOf(entry.getRequest().getIfNoneExist())
                                        .replaceFirst("^[A-Za-z]*\\?", ""))
                        : Optional.empty();
            case PUT ->
                sameType && entry.hasResource()
                        ? change(path, condition, type, Act.UPDATE, Act.CONDITIONAL_UPDATE, query)
                        : Optional.empty();
            case PATCH -> change(path, condition, type, Act.PATCH, Act.CONDITIONAL_PATCH, query);
            case DELETE -> change(path, condition, type, Act.DELETE, Act.CONDITIONAL_DELETE, query);
            case NULL -> Optional.empty();
        };
    }

    private static Optional<Act> read(List<String> path) {
        boolean typeHistory = path.size() == 2 && path.get(1).equals(HISTORY);
        boolean third = path.size() >= 3 && path.get(2).equals(HISTORY);
        return switch (path.size()) {
            case 1 -> Optional.of(Act.SEARCH);
            case 2 ->
                path.get(1).startsWith("_") && !typeHistory
                        ? Optional.empty()
                        : Optional.of(typeHistory ? Act.HISTORY_TYPE : Act.READ);
            case 3 -> third ? Optional.of(Act.HISTORY_INSTANCE) : Optional.empty();
            case 4 -> third ? Optional.of(Act.VREAD) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<EntryAct> change(
            List<String> path, boolean condition, String type, Act plain, Act conditional, String query) {
        boolean fits = condition ? path.size() == 1 : path.size() == 2;
        return fits ? write(type, condition ? conditional : plain, query) : Optional.empty();
    }

    private static Optional<EntryAct> write(String type, Act act, String query) {
        return Optional.of(new EntryAct(type, Optional.of(act), "", query.equals("null") ? "" : query));
    }
}
