package org.cervicalinsufficiency.leaks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads out of a call what belongs to a patient or opens a door: so each test plants what it sends. */
final class SentSecrets {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PERSONS = Set.of("Patient", "RelatedPerson", "Practitioner", "Person");

    private SentSecrets() {}

    /**
     * What stands in one call.
     *
     * @param authorization its header, if it has one
     * @param body as text; what is no JSON gives nothing
     */
    static Set<Secret> of(@Nullable String authorization, String body) {
        Set<Secret> found = new LinkedHashSet<>();
        if (authorization != null && authorization.startsWith("Bearer ")) {
            token(authorization.substring("Bearer ".length()), found);
        }
        if (body.startsWith("{") || body.startsWith("[")) {
            try {
                read(JSON.readTree(body), found);
            } catch (JsonProcessingException broken) {
                return found;
            }
        }
        return found;
    }

    private static void read(JsonNode node, Set<Secret> found) {
        if (PERSONS.contains(node.path("resourceType").asText())) {
            person(node, found);
        }
        token(node.at("/fhirAuthorization/access_token").asText(), found);
        add(Secret.Kind.COMMENT, node.path("userComment"), found);
        node.path("note").forEach(note -> add(Secret.Kind.COMMENT, note.path("text"), found));
        node.forEach(child -> read(child, found));
    }

    private static void person(JsonNode person, Set<Secret> found) {
        add(Secret.Kind.BIRTH_DATE, person.path("birthDate"), found);
        for (JsonNode name : person.path("name")) {
            add(Secret.Kind.NAME, name.path("family"), found);
            name.path("given").forEach(given -> add(Secret.Kind.NAME, given, found));
        }
        for (String member : List.of("identifier", "telecom")) {
            person.path(member).forEach(one -> add(Secret.Kind.IDENTIFIER, one.path("value"), found));
        }
    }

    /** JWTs are found by their form. */
    private static void token(String token, Set<Secret> found) {
        if (!LeakSearch.hasJwt(token)) {
            found.add(new Secret(Secret.Kind.ACCESS_TOKEN, token));
        }
    }

    private static void add(Secret.Kind kind, JsonNode value, Set<Secret> found) {
        if (value.isTextual()) {
            found.add(new Secret(kind, value.asText()));
        }
    }
}
