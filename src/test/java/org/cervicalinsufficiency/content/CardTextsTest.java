package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.CardContent.BASE;
import static org.cervicalinsufficiency.content.CardContent.VERSION;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every card, note and label must be, whatever it says. */
class CardTextsTest {

    private static final int SUMMARY_LIMIT = 139;
    private static final Pattern BANNED = Pattern.compile(
            "\\b(low risk|low-risk|normal|normally|reassuring|ruled? out|no problem|bajo riesgo|riesgo bajo"
                    + "|normales|normalmente|tranquilizador\\w*|sin problemas?)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern GENDERED = Pattern.compile(
            "\\b(woman|women|she|her|lady|mujer(es)?|embarazadas?|gestantes?)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> IMAGING =
            Set.of("ImagingMayBeSuggested", "ImagingFromSixteenWeeks", "ImagingFromEighteenWeeks");

    static List<String> files() {
        return CardContent.files();
    }

    static Stream<PlanDefinitionActionComponent> cards() {
        return Stream.of(CardContent.screening(), CardContent.discharge()).flatMap(plan -> plan.getAction().stream());
    }

    static Stream<CodeSystem> codeSystems() {
        return files().stream().filter(file -> file.startsWith("codesystem/")).map(file ->
                (CodeSystem) CardContent.read(file));
    }

    @Nested
    class EveryFile {

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#files")
        void hasOneIdentity(String file) {
            MetadataResource resource = CardContent.read(file);

            assertThat(resource.getIdElement().getIdPart()).isEqualTo(file.substring(file.indexOf('/') + 1));
            assertThat(resource.getUrl())
                    .isEqualTo(BASE + "/" + resource.fhirType() + "/"
                            + resource.getIdElement().getIdPart());
            assertThat(resource.getVersion()).isEqualTo(VERSION);
            assertThat(resource.getStatus().toCode()).isEqualTo("draft");
            assertThat(resource.getExperimental()).isTrue();
            assertThat(resource.hasContact() && resource.hasDate() && resource.hasJurisdiction())
                    .isTrue();
            assertThat(CardContent.texts((StringType)
                            resource.getNamedProperty("title").getValues().get(0)))
                    .hasSize(2);
        }

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#files")
        void avoidsWordsThatPromiseOrExclude(String file) {
            assertThat(CardContent.strings(CardContent.read(file))
                            .filter(text -> BANNED.matcher(text).find()
                                    || GENDERED.matcher(text).find()))
                    .isEmpty();
        }
    }

    @Nested
    class EveryPlan {

        @Test
        void namesOneLibraryOneEndpointAndItsSources() {
            assertThat(List.of(CardContent.screening(), CardContent.discharge()))
                    .allSatisfy(plan -> {
                        assertThat(plan.getLibrary())
                                .extracting(UriType::getValue)
                                .containsExactly(BASE + "/Library/CervicalInsufficiencyScreening|" + VERSION);
                        assertThat(plan.getExtensionsByUrl(
                                        "http://hl7.org/fhir/StructureDefinition/cqf-cdsHooksEndpoint"))
                                .hasSize(1);
                        assertThat(plan.getRelatedArtifact())
                                .filteredOn(RelatedArtifact::hasLabel)
                                .extracting(RelatedArtifact::getLabel)
                                .hasSize(8)
                                .containsOnly("cited by the seed text");
                    });
        }

        @Test
        void answersToItsHooks() {
            assertThat(hooks(CardContent.screening())).containsExactlyInAnyOrder("encounter-start", "patient-view");
            assertThat(hooks(CardContent.discharge())).containsExactly("encounter-discharge");
        }

        @Test
        void saysTheSameAtDischargeAndLeavesOutWhatDoesNotBelongThere() {
            Map<String, PlanDefinitionActionComponent> before = byId(CardContent.screening());
            Map<String, PlanDefinitionActionComponent> after = byId(CardContent.discharge());

            assertThat(after.values())
                    .allMatch(card -> before.values().stream()
                            .anyMatch(each -> untriggered(each).equalsDeep(untriggered(card))));
            assertThat(before.keySet().stream().filter(id -> !after.containsKey(id)))
                    .allMatch(id -> id.matches(
                            "(CompleteScreening|CheckRecord|WindowClosed|MultiplePregnancy|CerclageInPlace).*"))
                    .doesNotContain("CheckRecordFailed", "CheckRecordNotSeen");
        }

        @Test
        void hasACardForEveryTopicInTheOrderOfTheTopics() {
            assertThat(CardContent.screening().getAction().stream()
                            .map(card ->
                                    card.getCodeFirstRep().getCodingFirstRep().getCode())
                            .distinct())
                    .containsExactlyElementsOf(CardContent.codeSystem("card-topic").getConcept().stream()
                            .map(ConceptDefinitionComponent::getCode)
                            .toList());
        }

        private PlanDefinitionActionComponent untriggered(PlanDefinitionActionComponent card) {
            return card.copy().setTrigger(List.of());
        }

        private Set<String> hooks(PlanDefinition plan) {
            Set<String> names = new HashSet<>();
            plan.getAction().forEach(card -> card.getTrigger().forEach(trigger -> names.add(trigger.getName())));
            return names;
        }

        private Map<String, PlanDefinitionActionComponent> byId(PlanDefinition plan) {
            Map<String, PlanDefinitionActionComponent> cards = new LinkedHashMap<>();
            plan.getAction()
                    .forEach(card -> assertThat(cards.put(card.getId(), card))
                            .as(card.getId())
                            .isNull());
            return cards;
        }
    }

    @Nested
    class EveryCard {

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#cards")
        void hasASummaryThatFits(PlanDefinitionActionComponent card) {
            assertThat(CardContent.texts(card.getTitleElement())).hasSize(2).allSatisfy(title -> {
                assertThat(title).hasSizeBetween(1, SUMMARY_LIMIT).doesNotContain("{");
            });
            CardContent.template(card)
                    .ifPresent(template -> assertThat(CardContent.texts(template))
                            .hasSize(2)
                            .allSatisfy(text -> {
                                assertThat(CardContent.filled(text)).hasSizeBetween(1, SUMMARY_LIMIT);
                                assertThat(CardContent.LONGEST).containsKeys(places(text));
                                assertThat(places(text)).isNotEmpty();
                            }));
        }

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#cards")
        void saysWhatToDoInPlainMarkdown(PlanDefinitionActionComponent card) {
            assertThat(CardContent.texts(card.getDescriptionElement()))
                    .hasSize(2)
                    .allSatisfy(text -> assertThat(text).doesNotContain("<", "|", "![", "{", "\n#"))
                    .doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#cards")
        void hasAConditionATopicAndAPriority(PlanDefinitionActionComponent card) {
            var expression = card.getConditionFirstRep().getExpression();
            assertThat(card.getCondition()).hasSize(1);
            assertThat(expression.getLanguage()).isEqualTo("text/cql");
            assertThat(expression.getExpression()).isEqualTo(card.getId());
            assertThat(expression.getReference()).endsWith("/CervicalInsufficiencyScreening|" + VERSION);
            var topic = card.getCodeFirstRep().getCodingFirstRep();
            assertThat(topic.getSystem()).isEqualTo(BASE + "/CodeSystem/card-topic");
            assertThat(topic.getCode()).matches("[A-Za-z0-9]{1,100}");
            assertThat(codes("card-topic")).contains(topic.getCode());
            assertThat(card.getId()).startsWith(topic.getCode());
            assertThat(card.getPriority().toCode()).isIn("routine", "urgent", "stat");
            assertThat(card.getTrigger()).isNotEmpty();
        }

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#cards")
        void saysWhoSaysSoAndHowSure(PlanDefinitionActionComponent card) {
            RelatedArtifact source = card.getDocumentationFirstRep();
            assertThat(source.getDisplay()).isNotBlank();
            assertThat(source.getUrl()).matches("https://[^/]+/");
            assertThat(CardContent.citations(card).stream().skip(1)).allSatisfy(each -> {
                assertThat(CardContent.texts(each.getDisplayElement())).hasSize(2);
                assertThat(CardContent.texts(each.getCitationElement())).hasSize(2);
            });
            assertThat(List.of("cqf-strengthOfRecommendation", "cqf-qualityOfEvidence"))
                    .allSatisfy(
                            name -> assertThat(CardContent.evidence(card, name)).hasSize(2));
        }

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#cards")
        void suggestsDraftsOnly(PlanDefinitionActionComponent card) {
            assertThat(card.hasSelectionBehavior()).isEqualTo(card.hasAction());
            assertThat(card.getAction().stream().filter(PlanDefinitionActionComponent::hasPrecheckBehavior))
                    .hasSizeLessThan(2);
            assertThat(card.getAction()).allSatisfy(child -> {
                assertThat(child.getId()).startsWith(card.getId());
                assertThat(CardContent.texts(child.getTitleElement())).hasSize(2);
                assertThat(child.getType().getCodingFirstRep().getCode()).isEqualTo("create");
                assertThat(child.getDefinitionCanonicalType().getValue())
                        .startsWith(BASE + "/ActivityDefinition/")
                        .endsWith("|" + VERSION);
                assertThat(files()).contains("activitydefinition/" + target(child));
                assertThat(child.getCondition())
                        .allSatisfy(each -> assertThat(IMAGING)
                                .contains(each.getExpression().getExpression()));
            });
        }

        private String target(PlanDefinitionActionComponent child) {
            String canonical = child.getDefinitionCanonicalType().getValue();
            return canonical.substring(canonical.lastIndexOf('/') + 1, canonical.indexOf('|'));
        }

        private String[] places(String text) {
            return CardContent.places(text).toArray(String[]::new);
        }
    }

    @Nested
    class WhatACardMustNotSay {

        @Test
        void nothingOnTheCervixBeforeFourteenWeeks() {
            assertThat(cards().filter(card ->
                            card.getId().matches("EmergencyNowEarly|SameDayAssessmentEarly|SymptomReviewEarly")))
                    .isNotEmpty()
                    .allSatisfy(card -> assertThat(words(card))
                            .noneMatch(text -> text.matches(
                                    "(?is).*(insufficien|insuficiencia|cervi|cuello|tier|nivel de riesgo).*")));
        }

        @Test
        void noTreatmentWhereTheBabiesAreNotCountedOrTheLengthIsNotConfirmed() {
            assertThat(cards().filter(card -> card.getId().matches(".*Neutral|VerifyLength.*|ShortCervixEarly")))
                    .isNotEmpty()
                    .allSatisfy(card -> assertThat(words(card))
                            .noneMatch(text -> text.matches("(?is).*(progest|stitch|cerclaje).*")));
        }

        @Test
        void progesteroneOnlyWithThePeanutLineAndNeverAsAGel() {
            assertThat(cards().filter(card -> words(card).anyMatch(text -> text.contains("200 mg"))))
                    .isNotEmpty()
                    .allSatisfy(card -> assertThat(CardContent.texts(card.getDescriptionElement()))
                            .allMatch(text -> text.matches("(?s).*(peanut|cacahuete).*"))
                            .noneMatch(text -> text.matches("(?is).*\\bgel\\b.*")));
        }

        @Test
        void noStitchAdvisedAgainstBelowTenMillimetres() {
            assertThat(cards().filter(card -> card.getId().matches("ShortCervixTwentyBelowTen|VeryShortCervix")))
                    .isNotEmpty()
                    .allSatisfy(card ->
                            assertThat(words(card)).noneMatch(text -> text.matches("(?is).*(stitch|cerclaje).*")));
        }

        @Test
        void noStitchAfterTwentyEightWeeks() {
            assertThat(cards().filter(card -> card.getId().matches("CervixOpenLate|WindowClosed.*")))
                    .isNotEmpty()
                    .allSatisfy(card -> assertThat(words(card))
                            .noneMatch(text -> text.matches("(?is).*(stitch|cerclaje|progest).*")));
        }

        private Stream<String> words(PlanDefinitionActionComponent card) {
            return Stream.concat(
                    CardContent.texts(card.getTitleElement()).stream(),
                    CardContent.texts(card.getDescriptionElement()).stream());
        }
    }

    @Nested
    class EveryLabel {

        @ParameterizedTest
        @MethodSource("org.cervicalinsufficiency.content.CardTextsTest#codeSystems")
        void isThereInBothLanguagesWithADefinition(CodeSystem system) {
            assertThat(system.getConcept())
                    .allSatisfy(concept -> {
                        assertThat(concept.getDisplay()).isNotBlank();
                        assertThat(concept.getDefinition()).isNotBlank();
                        assertThat(concept.getDesignation()).singleElement().satisfies(each -> {
                            assertThat(each.getLanguage()).isEqualTo("es");
                            assertThat(each.getValue()).isNotBlank();
                        });
                    })
                    .extracting(ConceptDefinitionComponent::getCode)
                    .doesNotHaveDuplicates();
        }

        @Test
        void ofANoteNamesItsTopicsAndOnlyKnownPlaces() {
            Set<String> topics = codes("card-topic");
            assertThat(CardContent.codeSystem("card-note").getConcept()).allSatisfy(note -> {
                assertThat(note.getProperty())
                        .isNotEmpty()
                        .allSatisfy(property -> assertThat(topics)
                                .contains(property.getValueCodeType().getValue()));
                assertThat(places(note.getDisplay())).isSubsetOf(CardContent.LONGEST.keySet());
                assertThat(places(note.getDesignationFirstRep().getValue())).isEqualTo(places(note.getDisplay()));
                assertThat(note.getDisplay()).doesNotContain("<");
            });
        }

        @Test
        void ofAnOverrideReasonIsTranslatedAndTheExpansionIsTheList() {
            ValueSet reasons = (ValueSet) CardContent.read("valueset/override-reasons");
            var listed = reasons.getCompose().getIncludeFirstRep().getConcept();
            assertThat(listed).allMatch(each -> each.getDesignationFirstRep().hasValue());
            assertThat(reasons.getExpansion().getContains())
                    .extracting(each -> each.getCode() + each.getDisplay())
                    .containsExactlyElementsOf(listed.stream()
                            .map(each -> each.getCode() + each.getDisplay())
                            .toList());
        }

        private Set<String> places(String text) {
            return Set.copyOf(CardContent.places(text));
        }
    }

    private static Set<String> codes(String system) {
        Set<String> codes = new HashSet<>();
        CardContent.codeSystem(system).getConcept().forEach(concept -> codes.add(concept.getCode()));
        return codes;
    }
}
