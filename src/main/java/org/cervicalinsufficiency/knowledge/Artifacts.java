package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;

/** The artifact set in memory: one immutable snapshot, looked up by {@code canonical|version}. */
public final class Artifacts {

    private final Map<String, MetadataResource> byCanonical;

    private Artifacts(Map<String, MetadataResource> byCanonical) {
        this.byCanonical = Map.copyOf(byCanonical);
    }

    /**
     * Parses the set strictly.
     *
     * @throws IllegalStateException if a file does not parse, has no canonical and version, or two files share them; the
     *     sentence names the file
     */
    public static Artifacts parse(FhirContext context, Map<String, String> resources) {
        Map<String, MetadataResource> byCanonical = new HashMap<>();
        new TreeMap<>(resources).forEach((file, json) -> {
            MetadataResource artifact = parseOne(context, file, json);
            if (byCanonical.put(canonicalOf(file, artifact), artifact) != null) {
                throw new IllegalStateException(
                        "fhir-resources/" + file + " has the same url and version as another file; give it its own.");
            }
        });
        return new Artifacts(byCanonical);
    }

    /** A set of resources that are parsed and known to have a url and a version each, no two the same. */
    static Artifacts of(Collection<MetadataResource> resources) {
        Map<String, MetadataResource> byCanonical = new HashMap<>();
        resources.forEach(artifact -> byCanonical.put(artifact.getUrl() + "|" + artifact.getVersion(), artifact));
        return new Artifacts(byCanonical);
    }

    static MetadataResource parseOne(FhirContext context, String file, String json) {
        IParser parser = context.newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        IBaseResource resource;
        try {
            resource = parser.parseResource(json);
        } catch (RuntimeException unreadable) {
            throw new IllegalStateException("fhir-resources/" + file + " is not valid FHIR R4 JSON.", unreadable);
        }
        if (resource instanceof MetadataResource artifact) {
            return artifact;
        }
        throw new IllegalStateException(
                "fhir-resources/" + file + " has no canonical url; only artifacts belong here.");
    }

    private static String canonicalOf(String file, MetadataResource artifact) {
        if (!artifact.hasUrl() || !artifact.hasVersion()) {
            throw new IllegalStateException("fhir-resources/" + file + " needs a url and a version.");
        }
        return artifact.getUrl() + "|" + artifact.getVersion();
    }

    /**
     * The artifact with this {@code canonical|version}.
     *
     * @throws IllegalStateException if it is not in the set or is of another type
     */
    public <T extends Resource> T get(Class<T> type, String canonical) {
        MetadataResource found = byCanonical.get(canonical);
        if (!type.isInstance(found)) {
            throw new IllegalStateException("The artifact set has no " + type.getSimpleName() + " " + canonical
                    + "; add it to fhir-resources.");
        }
        return type.cast(found);
    }

    /** Every artifact of one type, ordered by canonical. */
    public <T extends Resource> List<T> all(Class<T> type) {
        return new TreeMap<>(byCanonical)
                .values().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
