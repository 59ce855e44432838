package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cervicalinsufficiency.content.ArtifactSet.Artifact;
import org.cervicalinsufficiency.knowledge.Leaflet;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every artifact of the set: found, valid, told apart from all others, and honest about what it is. */
class ArtifactsContentTest {

    private static final OfflineValidation VALIDATION = new OfflineValidation(
            ArtifactSet.ALL.stream().map(Artifact::resource).toList());

    static List<Artifact> artifacts() {
        return ArtifactSet.ALL;
    }

    @Test
    void standInTheFoldersOfTheManifest() {
        List<String> folders =
                Stream.concat(ArtifactSet.folders(), Stream.of("examples")).toList();
        assertThat(ArtifactSet.jsonBelow(ContentFiles.ROOT))
                .filteredOn(file -> !file.endsWith("manifest.json"))
                .extracting(ContentFiles.ROOT::relativize)
                .allSatisfy(file -> {
                    assertThat(file.getNameCount()).isEqualTo(2);
                    assertThat(folders).contains(file.getName(0).toString());
                });
        assertThat(folders)
                .allSatisfy(folder -> assertThat(ContentFiles.in(folder)).isNotEmpty());
    }

    /** The validator would fetch FHIR itself for a StructureDefinition: {@link ExtensionsContentTest} looks at those. */
    static List<Artifact> artifactsButExtensions() {
        return ArtifactSet.ALL.stream()
                .filter(artifact -> !(artifact.resource() instanceof StructureDefinition))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("artifactsButExtensions")
    void areValidWithoutANetwork(Artifact artifact) {
        assertThat(VALIDATION.errors(artifact.resource())).isEmpty();
    }

    /** A library's id is its CQL name, because HAPI's {@code $apply} finds an included library by that name. */
    @ParameterizedTest
    @MethodSource("artifacts")
    void haveOneNameInFileIdAndUrl(Artifact artifact) {
        var resource = artifact.resource();
        String id = resource.getIdPart();
        boolean leaflet = resource instanceof Library library && Leaflet.isOne(library);
        String folder = leaflet ? "leaflet" : resource.fhirType().toLowerCase(Locale.ROOT);
        assertThat(artifact).hasToString(folder + "/" + id + ".json");
        assertThat(resource.getUrl()).isEqualTo(ContentFiles.BASE + resource.fhirType() + "/" + id);
        if (resource instanceof Library && !leaflet) {
            assertThat(id).isEqualTo(resource.getName());
        } else {
            assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(64);
        }
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void haveTheVersionOfTheManifest(Artifact artifact) {
        assertThat(artifact.resource().getVersion())
                .isEqualTo(ArtifactSet.VERSION)
                .matches("\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void sayWhatTheyAre(Artifact artifact) {
        assertThat(ArtifactMetadata.gaps(artifact.resource())).isEmpty();
    }

    @Test
    void haveUrlsAndNamesUsedOnce() {
        assertThat(ArtifactSet.ALL).extracting(Artifact::canonical).doesNotHaveDuplicates();
        assertThat(ArtifactSet.ALL)
                .extracting(artifact -> artifact.resource().fhirType() + " "
                        + artifact.resource().getName())
                .doesNotHaveDuplicates();
    }

    @Test
    void holdNoLeafletTextOfTheirOwn() {
        assertThat(ContentFiles.in("leaflet"))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(ArtifactSet.json(file).has("content")).isFalse());
    }

    @Test
    void holdNoCqlOfTheirOwn() {
        assertThat(ContentFiles.in("library"))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(ArtifactSet.json(file).has("content")).isFalse());
        assertThat(ContentFiles.in("library"))
                .extracting(Path::getFileName)
                .extracting(name -> name.toString().replace(".json", ""))
                .containsExactlyElementsOf(
                        CqlText.all().stream().map(CqlText::library).toList());
    }

    @Test
    void areMissedWithoutDescriptionSubjectOrStatus() {
        assertThat(ArtifactMetadata.gaps(new PlanDefinition()))
                .contains("url", "copyright", "useContext", "subject")
                .anyMatch(gap -> gap.startsWith("draft"));
    }

    @Test
    void areNotActiveWithoutAnApproval() {
        var plan = new PlanDefinition();
        plan.setStatus(PublicationStatus.ACTIVE).setApprovalDate(new Date());
        assertThat(ArtifactMetadata.gaps(plan))
                .contains("lastReviewDate", "effectivePeriod", "reviewer")
                .doesNotContain("approvalDate");
    }

    @Test
    void mayBeApprovedByExtension() {
        var list = new ValueSet();
        list.setStatus(PublicationStatus.ACTIVE);
        list.addExtension("http://hl7.org/fhir/StructureDefinition/resource-approvalDate", new CodeType("2026-01-01"));
        assertThat(ArtifactMetadata.gaps(list)).contains("lastReviewDate").doesNotContain("approvalDate", "reviewer");
    }
}
