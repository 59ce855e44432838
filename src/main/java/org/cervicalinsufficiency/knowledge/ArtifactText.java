package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.util.Comparator;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * A resource as the text by which it is compared with another version of it. What a server adds to a stored version (its
 * number, its time, its source, tags) is no part of it, and profiles stand in one order, since they come back in any.
 */
public final class ArtifactText {

    private ArtifactText() {}

    /** The text of a resource; two resources that say the same have the same. */
    public static String of(FhirContext context, Resource resource) {
        Resource copy = resource.copy();
        Meta meta = copy.getMeta();
        meta.setVersionId(null)
                .setLastUpdated(null)
                .setSource(null)
                .setTag(null)
                .setSecurity(null);
        meta.getProfile().sort(Comparator.comparing(CanonicalType::getValue));
        copy.setId(resource.getIdElement().getIdPart());
        return context.newJsonParser().encodeResourceToString(copy);
    }
}
