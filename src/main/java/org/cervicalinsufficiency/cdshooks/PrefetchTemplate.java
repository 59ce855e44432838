package org.cervicalinsufficiency.cdshooks;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One prefetch key of a service with its query, kept to the subset of CDS Hooks 2.0.1 that every client can fill.
 *
 * @param key the name under which the client sends the data
 * @param query what to read or search, with tokens
 */
record PrefetchTemplate(String key, String query) {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern TOKEN = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern QUERY = Pattern.compile("([A-Z][A-Za-z]+)(/\\{\\{context\\.patientId}}|\\?[^\\s#]+)");
    private static final Set<String> TOKENS = Set.of(
            "context.patientId",
            "context.userId",
            "context.encounterId",
            "userPractitionerId",
            "userPractitionerRoleId",
            "userPatientId",
            "userRelatedPersonId");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_-]+)=([^=]+)");
    private static final Pattern DATE = Pattern.compile("(?:eq|ne|gt|lt|ge|le|sa|eb|ap)?[0-9]{4}(?:-.*)?");

    /** All that the subset allows of the parameters that are no property of the resource. */
    private static final Set<String> OF_THE_SEARCH = Set.of("_sort", "_count", "_id");

    /** Refuses a key or query outside the subset. */
    PrefetchTemplate {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "Prefetch key " + key + " must be lower-case letters, digits and hyphens, 31 at most.");
        }
        if (!QUERY.matcher(query).matches()) {
            throw new IllegalArgumentException(
                    "Prefetch query " + query + " must read the patient or search one resource type.");
        }
        requireKnownTokens(query);
        requireSimpleParameters(query);
    }

    /** The resource type that the query gives. */
    String resourceType() {
        Matcher matcher = QUERY.matcher(query);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Whether the query reads one resource rather than searching. */
    boolean isRead() {
        return query.indexOf('?') < 0;
    }

    private static void requireKnownTokens(String query) {
        TOKEN.matcher(query)
                .results()
                .map(match -> match.group(1))
                .filter(token -> !TOKENS.contains(token))
                .findFirst()
                .ifPresent(token -> {
                    throw new IllegalArgumentException("Prefetch token " + token + " is not one of " + TOKENS + ".");
                });
        String rest = TOKEN.matcher(query).replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("Prefetch query " + query + " holds a token that does not end.");
        }
    }

    private static void requireSimpleParameters(String query) {
        int start = query.indexOf('?');
        if (start < 0) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (String text : query.substring(start + 1).split("&", -1)) {
            Matcher parameter = PARAMETER.matcher(text);
            if (!parameter.matches() || !isAllowed(parameter) || !names.add(parameter.group(1))) {
                throw new IllegalArgumentException("Prefetch query " + query
                        + " may use each plain search parameter once, no date, and nothing else.");
            }
        }
    }

    private static boolean isAllowed(Matcher parameter) {
        String name = parameter.group(1);
        return (!name.startsWith("_") || OF_THE_SEARCH.contains(name))
                && !DATE.matcher(parameter.group(2)).matches();
    }
}
