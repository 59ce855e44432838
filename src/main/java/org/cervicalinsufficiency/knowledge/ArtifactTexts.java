package org.cervicalinsufficiency.knowledge;

import java.util.Map;

/**
 * The artifact set as it stands in files, before anything is parsed.
 *
 * @param resources FHIR resources as JSON, by path below {@code fhir-resources/} (for example
 *     {@code valueset/cerclage.json})
 * @param cql CQL texts by library name; the source that clinicians read
 * @param elm compiled CQL as JSON by library name, derived from {@code cql} by the build
 */
public record ArtifactTexts(Map<String, String> resources, Map<String, String> cql, Map<String, String> elm) {

    /** Copies the maps. */
    public ArtifactTexts {
        resources = Map.copyOf(resources);
        cql = Map.copyOf(cql);
        elm = Map.copyOf(elm);
    }
}
