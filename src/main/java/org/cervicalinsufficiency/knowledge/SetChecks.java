package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;

/** Whether the artifacts of a set fit together: identities, what the server itself needs, references among them. */
final class SetChecks {

    private final Defects defects = new Defects();
    private final FhirContext context;
    private final ArtifactEdition edition;
    private final ArtifactEdition shipped;
    private final String base;

    private SetChecks(FhirContext context, ArtifactEdition edition, ArtifactEdition shipped, String base) {
        this.context = context;
        this.edition = edition;
        this.shipped = shipped;
        this.base = base;
    }

    /**
     * What is wrong.
     *
     * @param base what every canonical of the set begins with
     */
    static List<ArtifactDefect> defects(
            FhirContext context, ArtifactEdition edition, ArtifactEdition shipped, String base) {
        SetChecks checks = new SetChecks(context, edition, shipped, base);
        checks.identities();
        checks.shippedOnes();
        checks.libraries();
        checks.references();
        return checks.defects.found();
    }

    private void identities() {
        Map<String, String> keyByUrl = new HashMap<>();
        edition.resources().forEach((key, artifact) -> {
            defects.unless(artifact.hasUrl(), key, "url", "there is no url; give it one below " + base + ".");
            defects.unless(artifact.hasVersion(), key, "version", "there is no version; give it one, such as 0.2.0.");
            String other = keyByUrl.putIfAbsent(String.valueOf(artifact.getUrl()), key);
            defects.unless(
                    other == null,
                    key,
                    "url",
                    other + " has the url " + artifact.getUrl() + " already; update that one instead, its history keeps"
                            + " the old version.");
            if (artifact instanceof PlanDefinition plan) {
                defects.unless(
                        plan.getLibrary().size() == 1,
                        key,
                        "library",
                        "name exactly one Library as canonical|version.");
            }
        });
    }

    /** The server reads them by name, and its services name their plans. */
    private void shippedOnes() {
        shipped.resources().forEach((key, artifact) -> {
            MetadataResource now = edition.resources().get(key);
            defects.unless(
                    now != null,
                    key,
                    "",
                    "it came with the server and is in use; it can be changed, not deleted or given another url.");
        });
    }

    private void libraries() {
        Set<String> names = new HashSet<>();
        edition.resources().forEach((key, artifact) -> {
            if (artifact instanceof Library library) {
                defects.unless(
                        library.hasName() && names.add(library.getName()),
                        key,
                        "name",
                        "give it the name that stands in its CQL after \"library\"; no two libraries share one.");
                defects.unless(
                        Leaflet.isOne(library) || ArtifactEdition.cqlOf(library).isPresent(),
                        key,
                        "content",
                        "send the CQL, base64-encoded, as the one content of type text/cql.");
            }
        });
    }

    private void references() {
        Set<String> known = new HashSet<>();
        edition.resources().values().forEach(artifact -> {
            known.add(artifact.getUrl());
            known.add(artifact.getUrl() + "|" + artifact.getVersion());
        });
        edition.resources()
                .forEach((key, artifact) ->
                        context.newTerser().getAllPopulatedChildElementsOfType(artifact, CanonicalType.class).stream()
                                .map(CanonicalType::getValue)
                                .filter(canonical -> canonical.startsWith(base + "/") && !known.contains(canonical))
                                .distinct()
                                .forEach(canonical -> defects.unless(
                                        false,
                                        key,
                                        "",
                                        "it names " + canonical
                                                + ", which is not there; send both in one transaction, or name the"
                                                + " version that is.")));
    }
}
