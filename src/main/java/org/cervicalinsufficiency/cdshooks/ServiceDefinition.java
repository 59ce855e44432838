package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What discovery says about one service, read from {@code cds-services/<id>/service.json}. The file is published byte
 * for byte; the members here are only what this server itself needs to know of it.
 */
public final class ServiceDefinition {

    /** Extension member: the canonical, with its version, of the PlanDefinition that decides. */
    public static final String PLAN_DEFINITION = "org.cervicalinsufficiency.plan-definition";

    /** Extension member: the prefetch keys without which no answer is given. */
    public static final String ESSENTIAL = "org.cervicalinsufficiency.essential";

    /** What discovery of CDS Hooks 2.0.1 knows; a version of the service or of its hook came later. */
    private static final Set<String> MEMBERS =
            Set.of("hook", "id", "title", "description", "usageRequirements", "prefetch", "extension");

    private static final String ENCOUNTER_HOOKS = "encounter-";
    private static final String ENCOUNTER = "{{context.encounterId}}";
    private static final Pattern REVERSE_DNS = Pattern.compile("[a-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern PINNED = Pattern.compile("https://[^|\\s]+\\|[0-9]+\\.[0-9]+\\.[0-9]+");

    private final byte[] json;
    private final Map<String, String> texts;
    private final List<PrefetchTemplate> templates;
    private final Set<String> essential;

    private ServiceDefinition(
            byte[] json, Map<String, String> texts, List<PrefetchTemplate> templates, Set<String> essential) {
        this.json = json;
        this.texts = texts;
        this.templates = List.copyOf(templates);
        this.essential = essential;
    }

    /**
     * The definition in the folder {@code cds-services/<id>} of the class path.
     *
     * @throws IllegalStateException if there is none or it cannot be published as it stands
     */
    public static ServiceDefinition fromClassPath(String id) {
        String path = "cds-services/" + id + "/service.json";
        try (InputStream file = ServiceDefinition.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + path + " on the class path; add the file.");
            }
            ServiceDefinition definition = of(file.readAllBytes());
            if (!definition.id().equals(id)) {
                throw new IllegalStateException(
                        path + " has the id " + definition.id() + "; folder and id must agree.");
            }
            return definition;
        } catch (IOException e) {
            throw new IllegalStateException(path + " cannot be read.", e);
        }
    }

    /**
     * The definition in these bytes.
     *
     * @throws IllegalStateException with what to change in the file
     */
    public static ServiceDefinition of(byte[] json) {
        try {
            ObjectNode root = StrictJson.read(json);
            Map<String, String> texts = new LinkedHashMap<>();
            for (String member : List.of("id", "hook", "title", "description", "usageRequirements")) {
                texts.put(member, text(root, member));
            }
            texts.put(PLAN_DEFINITION, text(root.path("extension"), PLAN_DEFINITION));
            ServiceDefinition definition =
                    new ServiceDefinition(json.clone(), texts, templates(root), essential(root.path("extension")));
            definition.check(root);
            return definition;
        } catch (IllegalArgumentException | InvalidCall e) {
            throw new IllegalStateException("A service.json cannot be published: " + e.getMessage(), e);
        }
    }

    private void check(ObjectNode root) {
        require(ID.matcher(id()).matches(), "the id may hold lower-case letters, digits and hyphens, 64 at most");
        require(PINNED.matcher(planDefinition()).matches(), PLAN_DEFINITION + " must be a canonical|version");
        require(EmptyMembers.none(root), "no member may be null or empty");
        root.fieldNames().forEachRemaining(name -> require(MEMBERS.contains(name), "discovery has no member " + name));
        root.path("extension")
                .fieldNames()
                .forEachRemaining(name -> require(
                        REVERSE_DNS.matcher(name).matches(), "the extension " + name + " needs a reverse-DNS name"));
        require(
                hook().startsWith(ENCOUNTER_HOOKS)
                        || templates.stream().noneMatch(each -> each.query().contains(ENCOUNTER)),
                "the hook " + hook() + " need not have an encounter, so no query may ask for " + ENCOUNTER);
        List<String> keys = templates.stream().map(PrefetchTemplate::key).toList();
        require(keys.containsAll(essential), "every essential key must be a prefetch key");
    }

    private static void require(boolean fulfilled, String rule) {
        if (!fulfilled) {
            throw new IllegalArgumentException(rule + ".");
        }
    }

    private static String text(JsonNode parent, String member) {
        JsonNode node = parent.path(member);
        require(node.isTextual() && !node.textValue().isBlank(), "the member " + member + " must be a text");
        return node.textValue();
    }

    private static List<PrefetchTemplate> templates(ObjectNode root) {
        List<PrefetchTemplate> templates = new ArrayList<>();
        Iterator<Map.Entry<String, JsonNode>> members = root.path("prefetch").fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            templates.add(
                    new PrefetchTemplate(member.getKey(), member.getValue().asText()));
        }
        return templates;
    }

    private static Set<String> essential(JsonNode extension) {
        Set<String> keys = new LinkedHashSet<>();
        extension.path(ESSENTIAL).forEach(key -> keys.add(key.asText()));
        return keys;
    }

    /** The id, which is also the last part of the service's path. */
    public String id() {
        return texts.getOrDefault("id", "");
    }

    /** The hook that the service answers. */
    public String hook() {
        return texts.getOrDefault("hook", "");
    }

    /** The name a client shows. */
    public String title() {
        return texts.getOrDefault("title", "");
    }

    /** What the service does, for the client's administrator. */
    public String description() {
        return texts.getOrDefault("description", "");
    }

    /** Canonical and version of the PlanDefinition behind the service. */
    public String planDefinition() {
        return texts.getOrDefault(PLAN_DEFINITION, "");
    }

    /** The prefetch keys and their queries, in the order of the file. */
    public Map<String, String> prefetch() {
        Map<String, String> queries = new LinkedHashMap<>();
        templates.forEach(template -> queries.put(template.key(), template.query()));
        return queries;
    }

    /** The prefetch keys without which there is no answer. */
    public Set<String> essential() {
        return Set.copyOf(essential);
    }

    List<PrefetchTemplate> templates() {
        return templates;
    }

    /** The same service, if it asked for this key only. */
    ServiceDefinition only(String key) {
        return new ServiceDefinition(
                json,
                texts,
                templates.stream().filter(each -> each.key().equals(key)).toList(),
                Set.of(key));
    }

    byte[] json() {
        return json.clone();
    }
}
