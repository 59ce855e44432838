package org.cervicalinsufficiency.content;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Property;

/** What an artifact must say about itself before anybody may rely on it. */
final class ArtifactMetadata {

    private static final String CORE_EXTENSION = "http://hl7.org/fhir/StructureDefinition/resource-";

    private static final List<String> ALWAYS = List.of(
            "url",
            "version",
            "name",
            "title",
            "status",
            "experimental",
            "date",
            "publisher",
            "contact",
            "description",
            "purpose",
            "copyright",
            "jurisdiction",
            "useContext");

    /** An OperationDefinition has no such element in R4. */
    private static final List<String> OPTIONAL = List.of("copyright");

    private static final List<String> APPROVAL = List.of("approvalDate", "lastReviewDate", "effectivePeriod");
    private static final List<String> REVIEWED = List.of("PlanDefinition", "Library", "ActivityDefinition");

    private ArtifactMetadata() {}

    /** The elements that are missing, by name; a status without what it needs is one too. */
    static List<String> gaps(MetadataResource artifact) {
        List<String> gaps = new ArrayList<>(ALWAYS.stream()
                .filter(name -> artifact.getNamedProperty(name) != null || !OPTIONAL.contains(name))
                .filter(name -> !has(artifact, name))
                .toList());
        if (REVIEWED.contains(artifact.fhirType()) && !has(artifact, "subject[x]")) {
            gaps.add("subject");
        }
        if (artifact.fhirType().equals("Questionnaire") && !has(artifact, "subjectType")) {
            gaps.add("subjectType");
        }
        if (artifact.getStatus() == PublicationStatus.ACTIVE) {
            gaps.addAll(approvalGaps(artifact));
        } else if (artifact.getStatus() != PublicationStatus.DRAFT || !artifact.getExperimental()) {
            gaps.add("draft and experimental, or active with an approval");
        }
        return gaps;
    }

    private static List<String> approvalGaps(MetadataResource artifact) {
        List<String> gaps = new ArrayList<>(APPROVAL.stream()
                .filter(name -> !has(artifact, name) && !artifact.hasExtension(CORE_EXTENSION + name))
                .toList());
        if (REVIEWED.contains(artifact.fhirType()) && !has(artifact, "reviewer")) {
            gaps.add("reviewer");
        }
        return gaps;
    }

    private static boolean has(MetadataResource artifact, String name) {
        Property property = artifact.getNamedProperty(name);
        return property != null && property.hasValues();
    }
}
