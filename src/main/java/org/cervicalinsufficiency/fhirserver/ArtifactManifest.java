package org.cervicalinsufficiency.fhirserver;

import java.util.List;

/**
 * {@code fhir-resources/manifest.json}: what the artifact set is, and in which order its folders are loaded.
 *
 * @param id the name of the set
 * @param version the one version of all its artifacts
 * @param canonicalBase what every canonical of the set begins with
 * @param load the folders below {@code fhir-resources/}, in the order of loading
 */
record ArtifactManifest(String id, String version, String canonicalBase, List<String> load) {
    ArtifactManifest {
        load = List.copyOf(load);
    }
}
