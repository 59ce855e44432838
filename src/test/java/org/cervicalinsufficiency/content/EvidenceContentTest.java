package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.content.ArtifactSet.Artifact;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every action rests on, and what every artifact says about its own state: no more than is true. */
class EvidenceContentTest {

    private static final String PUBLISHER = "Cervical Insufficiency Screening project";
    private static final String UNVERIFIED_SPANISH =
            "The Spanish texts are machine-made drafts and have not been checked by a clinician or a translator.";
    private static final Set<String> OWN_JUDGEMENT = Set.of("CompleteScreening", "CheckRecord");

    static Stream<PlanDefinitionActionComponent> actions() {
        return Stream.of(CardContent.screening(), CardContent.discharge()).flatMap(plan -> plan.getAction().stream());
    }

    static Stream<Artifact> artifacts() {
        return ArtifactSet.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void statesStrengthAndQualityInBothLanguages(PlanDefinitionActionComponent action) {
        for (String name : Set.of("cqf-strengthOfRecommendation", "cqf-qualityOfEvidence")) {
            assertThat(CardContent.evidence(action, name))
                    .as(action.getId() + " " + name)
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .allMatch(text -> !text.isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void citesWithYearAndLink(PlanDefinitionActionComponent action) {
        boolean judgement = OWN_JUDGEMENT.contains(
                action.getCodeFirstRep().getCodingFirstRep().getCode());
        assertThat(CardContent.citations(action)).hasSizeGreaterThanOrEqualTo(judgement ? 1 : 2);
        assertThat(action.getDocumentationFirstRep().getDisplay().contains("product judgement"))
                .isEqualTo(judgement);
        assertThat(action.getDocumentation().stream().filter(RelatedArtifact::hasUrl))
                .isNotEmpty()
                .allSatisfy(cited -> assertThat(cited.getUrl()).startsWith("https://"));
        assertThat(CardContent.citations(action).stream().skip(1)).allSatisfy(cited -> {
            assertThat(cited.getDisplay()).containsPattern("\\b(19|20)\\d\\d\\b|undated|FY20\\d\\d");
            assertThat(cited.getCitation()).containsPattern("(?i)\\b(19|20)\\d\\d\\b|undated");
        });
    }

    /**
     * A link leads to the cited work itself: its DOI, its record or its own page. What could not be looked up there carries
     * none, rather than a guess or the front page of a publisher.
     */
    @Test
    void linksEveryCitedWorkWhoseOwnAddressWasFound() {
        assertThat(cited(false))
                .as("cited in an action without an address of its own")
                .containsExactlyInAnyOrder(
                        "ACOG Practice Bulletin 142 (2014)",
                        "CDC Hear Her: urgent maternal warning signs (page, undated)",
                        "ICD-10-CM tabular list (FY2021)",
                        "NHS Greater Glasgow and Clyde local guideline (page, undated)")
                .doesNotContainAnyElementsOf(cited(true));
        assertThat(links())
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(URI.create(link).getPath()).as(link).hasSizeGreaterThan(1));
    }

    private static Set<String> links() {
        return actions()
                .flatMap(action -> CardContent.citations(action).stream().skip(1))
                .filter(RelatedArtifact::hasUrl)
                .map(RelatedArtifact::getUrl)
                .collect(Collectors.toSet());
    }

    private static Set<String> cited(boolean withLink) {
        return actions()
                .flatMap(action -> CardContent.citations(action).stream().skip(1))
                .filter(cited -> cited.hasUrl() == withLink)
                .map(RelatedArtifact::getDisplay)
                .collect(Collectors.toSet());
    }

    /** Nobody has approved a draft, so it has no date of approval, no review and no period in which it is in force. */
    @ParameterizedTest
    @MethodSource("artifacts")
    void claimsNoApprovalWhileItIsADraft(Artifact artifact) {
        assertThat(artifact.resource().getStatus().toCode()).isEqualTo("draft");
        assertThat(artifact.json().toString())
                .doesNotContain("approvalDate", "lastReviewDate", "effectivePeriod", "\"reviewer\"", "\"endorser\"");
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void hasOnePublisherAndContact(Artifact artifact) {
        assertThat(artifact.resource().getPublisher()).isEqualTo(PUBLISHER);
        assertThat(artifact.resource().getContact()).singleElement().satisfies(contact -> {
            assertThat(contact.getName()).isEqualTo(PUBLISHER);
            assertThat(contact.getTelecomFirstRep().getValue()).isEqualTo("https://cervical-insufficiency.example/");
        });
        artifact.json()
                .path("author")
                .forEach(author -> assertThat(author.path("name").asText()).isEqualTo(PUBLISHER));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void hasATitleInBothLanguagesAndSaysWhoTranslatedIt(Artifact artifact) {
        PrimitiveType<?> title = (PrimitiveType<?>)
                artifact.resource().getNamedProperty("title").getValues().get(0);

        assertThat(CardContent.texts(title)).hasSize(2).doesNotHaveDuplicates().allMatch(text -> !text.isBlank());
        assertThat(artifact.json().path("purpose").asText()).contains(UNVERIFIED_SPANISH);
    }

    /** CQL writes units as plain texts, so the notice cannot be asked for by a code with a system. */
    @Test
    void namesTheOwnerOfTheUnitsThatTheLogicCompares() {
        assertThat(ContentFiles.in("library"))
                .filteredOn(file -> comparesUnits(file))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(
                                ArtifactSet.json(file).path("copyright").asText())
                        .contains("UCUM", "Regenstrief"));
    }

    private static boolean comparesUnits(Path library) {
        String cql = library.getFileName().toString().replace(".json", ".cql");
        return ContentFiles.text(ContentFiles.ROOT.resolve("cql").resolve(cql))
                .matches("(?s).*('mm'|'Cel'|'\\[degF\\]'|unitsofmeasure).*");
    }
}
