package org.cervicalinsufficiency.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.ListAssert;
import org.cervicalinsufficiency.SharedKnowledge;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What authors may make of the shipped set, and what they are told where it would not work. */
class KnowledgeEditionsTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final KnowledgeEditions EDITIONS = new KnowledgeEditions(FHIR, SharedKnowledge.texts());
    private static final String PLAN = EDITIONS.base() + "/PlanDefinition/cervical-insufficiency-screening";
    private static final String RECORD = "ScreeningRecord";

    private final Map<String, MetadataResource> set = shipped();

    private static Map<String, MetadataResource> shipped() {
        ArtifactTexts texts = SharedKnowledge.texts();
        Map<String, MetadataResource> set = new TreeMap<>();
        texts.resources().forEach((file, json) -> {
            MetadataResource artifact = Artifacts.parseOne(FHIR, file, json);
            if (artifact instanceof Library library && !Leaflet.isOne(library)) {
                fill(library, String.valueOf(texts.cql().get(library.getName())));
            }
            set.put(ArtifactEdition.keyOf(artifact), artifact);
        });
        return set;
    }

    private static void fill(Library library, String cql) {
        library.setContent(new ArrayList<>());
        library.addContent().setContentType("text/cql").setData(cql.getBytes(StandardCharsets.UTF_8));
    }

    private <T extends MetadataResource> T artifact(Class<T> type, String id) {
        return Objects.requireNonNull(type.cast(set.get(type.getSimpleName() + "/" + id)));
    }

    private PlanDefinition plan() {
        return artifact(PlanDefinition.class, "cervical-insufficiency-screening");
    }

    private PlanDefinitionActionComponent action() {
        return plan().getActionFirstRep();
    }

    private void cql(String name, String from, String to) {
        Library library = artifact(Library.class, name);
        String before = ArtifactEdition.cqlOf(library).orElseThrow();
        assertThat(before).contains(from);
        fill(library, before.replace(from, to));
    }

    private KnowledgeBase made() {
        return EDITIONS.of(set.values());
    }

    private ListAssert<ArtifactDefect> assertThatDefects() {
        return assertThatThrownBy(this::made)
                .asInstanceOf(throwable(DefectiveArtifacts.class))
                .extracting(
                        DefectiveArtifacts::defects,
                        org.assertj.core.api.InstanceOfAssertFactories.list(ArtifactDefect.class));
    }

    private void refused(String artifact, String element, String... words) {
        assertThatDefects().anySatisfy(defect -> {
            assertThat(defect.artifact()).isEqualTo(artifact);
            assertThat(defect.element()).isEqualTo(element);
            assertThat(defect.sentence()).contains(words);
        });
    }

    private static void dated(Consumer<Date> first, int seconds) {
        first.accept(new Date(1_000_000_000L + seconds * 1000L));
    }

    @Test
    void givesBackTheShippedSnapshotForTheShippedTexts() {
        set.values()
                .forEach(artifact ->
                        artifact.getMeta().setVersionId("7").setSource("#abc").setLastUpdated(new Date(0)));
        assertThat(made()).isSameAs(EDITIONS.shipped());
        assertThat(EDITIONS.shipped().shownAs(PLAN + "|0.1.0")).isEqualTo(PLAN + "|0.1.0");
        assertThat(set.values()).allMatch(EDITIONS::isAsShipped);
    }

    @Nested
    class ShowsWhichVersionIsInForce {

        @Test
        void byAMarkWhereTheTextsChangedAndTheVersionDidNot() {
            artifact(ValueSet.class, "cerclage").setTitle("Other title");
            String first = made().shownAs(PLAN);
            artifact(ValueSet.class, "cerclage").setTitle("Another title");
            String second = made().shownAs(PLAN);

            assertThat(List.of(first, second)).allMatch(shown -> shown.matches("\\Q" + PLAN + "|0.1.0+\\E[0-9a-f]{8}"));
            assertThat(first).isNotEqualTo(second);
        }

        @Test
        void byTheVersionThatTheAuthorGave() {
            plan().setVersion("0.2.0");
            dated(plan().getMeta()::setLastUpdated, 10);
            assertThat(made().shownAs(PLAN + "|0.1.0")).isEqualTo(PLAN + "|0.2.0");
        }

        @Test
        void byAMarkAgainWhereSomethingChangedAfterThatVersion() {
            plan().setVersion("0.2.0");
            dated(plan().getMeta()::setLastUpdated, 10);
            ValueSet later = artifact(ValueSet.class, "cerclage");
            later.setTitle("Other title");
            dated(later.getMeta()::setLastUpdated, 10);
            assertThat(made().shownAs(PLAN)).isEqualTo(PLAN + "|0.2.0");

            dated(later.getMeta()::setLastUpdated, 11);
            assertThat(made().shownAs(PLAN)).matches("\\Q" + PLAN + "|0.2.0+\\E[0-9a-f]{8}");
        }
    }

    @Nested
    class Compiles {

        @Test
        void changedCql() {
            cql(RECORD, "define \"Age\":", "define \"Another\": 1\n\ndefine \"Age\":");
            assertThat(made().shownAs(PLAN)).contains("|0.1.0+");
        }

        @Test
        void andNamesLibraryLineAndColumnOfEachError() {
            cql("ScreeningExplanation", "define Tier:", "define \"Broken\": NoSuchName\n\ndefine Tier:");
            cql("ScreeningExplanation", "define Route:", "define \"Broken too\": 1 +\n\ndefine Route:");

            assertThatThrownBy(KnowledgeEditionsTest.this::made)
                    .asInstanceOf(throwable(CqlCompilationException.class))
                    .extracting(
                            CqlCompilationException::problems,
                            org.assertj.core.api.InstanceOfAssertFactories.list(CqlProblem.class))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(problem -> {
                        assertThat(problem.library()).isEqualTo("ScreeningExplanation");
                        assertThat(problem.line()).isPositive();
                        assertThat(problem.column()).isPositive();
                        assertThat(problem.message()).isNotBlank();
                    })
                    .anySatisfy(problem -> assertThat(problem.message()).contains("NoSuchName"));
        }

        @Test
        void andBlamesTheLibraryThatIsBroken() {
            cql(RECORD, "define \"Age\":", "define \"Broken\": NoSuchName\n\ndefine \"Age\":");

            assertThatThrownBy(KnowledgeEditionsTest.this::made)
                    .asInstanceOf(throwable(CqlCompilationException.class))
                    .extracting(
                            CqlCompilationException::problems,
                            org.assertj.core.api.InstanceOfAssertFactories.list(CqlProblem.class))
                    .anySatisfy(problem -> {
                        assertThat(problem.library()).isEqualTo(RECORD);
                        assertThat(problem.line()).isPositive();
                    });
        }

        @Test
        void andSaysWhichIncludedVersionIsNotThere() {
            cql(
                    "ScreeningExplanation",
                    "include ScreeningRecord version '0.1.0'",
                    "include ScreeningRecord version '9.9.9'");
            assertThatThrownBy(KnowledgeEditionsTest.this::made)
                    .isInstanceOf(CqlCompilationException.class)
                    .hasMessageContaining("9.9.9");
        }
    }

    @Nested
    class RefusesWhatWouldHarmTheHooks {

        @Test
        void aConditionThatNamesNoDefine() {
            action().getConditionFirstRep().getExpression().setExpression("NoSuchDefine");
            refused(
                    "PlanDefinition/cervical-insufficiency-screening",
                    "action[" + action().getId() + "].condition",
                    "no define NoSuchDefine");
        }

        @Test
        void aLibraryVersionThatIsNotThere() {
            plan().getLibrary().get(0).setValue(EDITIONS.base() + "/Library/CervicalInsufficiencyScreening|0.2.0");
            refused("PlanDefinition/cervical-insufficiency-screening", "", "|0.2.0", "send both in one transaction");
        }

        @Test
        void aValueSetThatTheCqlNeedsInAnotherVersion() {
            artifact(ValueSet.class, "cerclage").setVersion("0.2.0");
            refused("Library/" + RECORD, "content", "ValueSet/cerclage|0.1.0", "send both in one transaction");
        }

        @Test
        void aResourceVersionThatIsNotTheOneInItsCql() {
            artifact(Library.class, "ScreeningExplanation").setVersion("0.2.0");
            refused("Library/ScreeningExplanation", "version", "0.2.0", "0.1.0");
        }

        @Test
        void librariesThatDeclareAParameterDifferently() {
            cql(
                    "ScreeningPrefill",
                    "context Patient",
                    "parameter \"Today\" Date default @2026-01-01\n\ncontext Patient");
            refused("", "", "parameter Today differently", "declare it once");
        }

        @Test
        void aLibraryWithoutCql() {
            artifact(Library.class, RECORD).setContent(new ArrayList<>());
            refused("Library/" + RECORD, "content", "text/cql");
        }

        @Test
        void aMissingArtifactOfTheShippedSet() {
            assertThat(set.remove("Library/" + RECORD)).isNotNull();
            refused("Library/" + RECORD, "", "not deleted");
        }

        @Test
        void aSecondArtifactWithTheSameUrl() {
            ValueSet second = artifact(ValueSet.class, "cerclage").copy();
            second.setVersion("0.2.0").setId("cerclage-2");
            set.put("ValueSet/cerclage-2", second);
            refused("ValueSet/cerclage-2", "url", "update that one instead");
        }

        @Test
        void aSummaryThatIsTooLong() {
            action().setTitle("x".repeat(140));
            refused(
                    "PlanDefinition/cervical-insufficiency-screening",
                    "action[" + action().getId() + "].title",
                    "140 characters");
        }

        @Test
        void anActionWithoutItsSpanish() {
            action().getTitleElement().getExtension().clear();
            refused(
                    "PlanDefinition/cervical-insufficiency-screening",
                    "action[" + action().getId() + "].title",
                    "no translation into es");
        }

        @Test
        void anActionWithoutSourcePriorityTopicOrCondition() {
            String at = "action[" + action().getId() + "].";
            action().setPriority(null).setDocumentation(null).setCode(null).setCondition(null);
            assertThatDefects()
                    .extracting(ArtifactDefect::element)
                    .contains(at + "priority", at + "documentation", at + "code", at + "condition");
        }

        @Test
        void aLabelThatIsGoneOrNotTranslated() {
            CodeSystem topics = artifact(CodeSystem.class, "card-topic");
            topics.getConcept().get(0).setDesignation(null);
            String gone = topics.getConcept().remove(1).getCode();
            assertThatDefects()
                    .extracting(ArtifactDefect::element)
                    .contains("concept[" + topics.getConcept().get(0).getCode() + "]", "concept[" + gone + "]");
        }

        @Test
        void aPlanThatCannotSayThatNothingCouldBeAssessed() {
            plan().getAction()
                    .forEach(action -> action.getExtension()
                            .removeIf(extension -> extension.getUrl().endsWith("/failed-evaluation")));
            assertThatThrownBy(KnowledgeEditionsTest.this::made)
                    .isInstanceOf(DefectiveArtifacts.class)
                    .hasMessageContaining("failed-evaluation");
        }
    }

    @Test
    void takesALeafletAsAnAuthorWritesIt() {
        Library leaflet = artifact(Library.class, "early-signs");
        leaflet.getContentFirstRep().setData("> Call.\n\nNew.".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Leaflet.in(made().artifacts()))
                .filteredOn(each -> each.topic().equals("early-signs"))
                .singleElement()
                .satisfies(each -> assertThat(each.markdown().english()).endsWith("New."));
    }

    @Test
    void refusesALeafletThatCannotBeShown() {
        artifact(Library.class, "early-signs").getContent().remove(1);
        artifact(Library.class, "care-options").getTitleElement().getExtension().clear();
        refused("Library/early-signs", "content", "no text in es");
        refused("Library/care-options", "title", "no title in es");
    }

    @Test
    void refusesALogicLibraryThatPosesAsALeaflet() {
        artifact(Library.class, RECORD).getType().getCodingFirstRep().setCode("asset-collection");
        assertThatThrownBy(this::made).isInstanceOf(RuntimeException.class);
    }

    @Test
    void speaksALanguageThatAnAuthorAdded() {
        FrenchFor.all(set.values());
        assertThat(made().languages()).containsExactlyInAnyOrder("en", "es", "fr");
    }

    @Test
    void asksForTheWholeLanguageWhereTheFixedWordsHaveIt() {
        FrenchFor.fixedWords(artifact(CodeSystem.class, "card-text"));
        assertThatDefects().anySatisfy(defect -> assertThat(defect.sentence()).contains("no translation into fr"));
    }
}
