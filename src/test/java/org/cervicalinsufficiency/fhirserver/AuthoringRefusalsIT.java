package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What does not come into force, why, and that it leaves no trace. */
@ServerTest
class AuthoringRefusalsIT {

    private static final String ISSUE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-";
    private static final String CERCLAGE = "ValueSet/cerclage";

    private final FhirHttp http;
    private final Author author;

    @Autowired
    AuthoringRefusalsIT(FhirHttp http) {
        this.http = http;
        this.author = new Author(http);
    }

    /** Nothing was stored, so nothing is put back: the hooks name the shipped version. */
    @AfterEach
    void nothingHasChanged() {
        assertThat(Author.version(author.hook("v04c", "en"))).isEqualTo(Author.PLAN + "|0.1.0");
    }

    private static OperationOutcome refused(FhirHttp.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.as(OperationOutcome.class);
    }

    private String stored(String path) {
        FhirHttp.Answer answer = http.get(path);
        return answer.body();
    }

    @Nested
    class WithoutPermission {

        private void isForbidden(FhirHttp.Answer answer) {
            OperationOutcomeIssueComponent issue = refused(answer, 403).getIssueFirstRep();
            assertThat(issue.getCode()).isEqualTo(OperationOutcome.IssueType.FORBIDDEN);
            assertThat(issue.getDiagnostics())
                    .contains("permission of an author")
                    .contains("Authorization: Bearer")
                    .contains("screening.authoring.token-sha256");
        }

        private ValueSet changed() {
            return http.get(CERCLAGE).as(ValueSet.class).setTitle("Other title");
        }

        private void changesNothing(String method, String path, Resource body) {
            String before = stored(CERCLAGE);
            isForbidden(http.call(method, path, body, Map.of()));
            isForbidden(http.call(method, path, body, Map.of("Authorization", "Bearer wrong")));
            assertThat(stored(CERCLAGE)).isEqualTo(before);
        }

        @Test
        void nobodyUpdates() {
            changesNothing("PUT", CERCLAGE, changed());
        }

        @Test
        void nobodyUpdatesByUrl() {
            changesNothing("PUT", "ValueSet?url=" + changed().getUrl(), changed());
        }

        @Test
        void nobodyTakesAnArtifactOutOfTheSet() {
            changesNothing("PUT", CERCLAGE, changed().setUrl("https://elsewhere.example/ValueSet/cerclage"));
        }

        @Test
        void nobodyCreates() {
            ValueSet mine = changed().setUrl("https://cervical-insufficiency.example/fhir/ValueSet/mine");
            mine.setId("mine");
            changesNothing("POST", "ValueSet", mine);
            changesNothing("PUT", "ValueSet/mine", mine);
        }

        @Test
        void nobodyDeletes() {
            String before = stored(CERCLAGE);
            isForbidden(http.call("DELETE", CERCLAGE, null, Map.of()));
            assertThat(stored(CERCLAGE)).isEqualTo(before);
        }

        @Test
        void nobodyPatches() {
            Parameters patch = new Parameters();
            var operation = patch.addParameter().setName("operation");
            operation.addPart().setName("type").setValue(new org.hl7.fhir.r4.model.CodeType("replace"));
            operation.addPart().setName("path").setValue(new org.hl7.fhir.r4.model.StringType("ValueSet.title"));
            operation.addPart().setName("value").setValue(new org.hl7.fhir.r4.model.StringType("Other title"));
            changesNothing("PATCH", CERCLAGE, patch);
        }

        @Test
        void nobodyTags() {
            Parameters tags = new Parameters();
            Meta meta = new Meta();
            meta.addTag().setSystem("urn:example").setCode("mine");
            tags.addParameter().setName("meta").setValue(meta);
            String before = stored(CERCLAGE);
            assertThat(http.call("POST", CERCLAGE + "/$meta-add", tags, Map.of())
                            .status())
                    .isBetween(400, 499);
            assertThat(stored(CERCLAGE)).isEqualTo(before);
        }

        @Test
        void nobodyHidesItInATransaction() {
            Bundle bundle = bundle(Bundle.BundleType.TRANSACTION);
            isForbidden(http.call("POST", "", bundle, Map.of()));
            assertThat(http.get("Patient/beside-an-artifact").status()).isIn(404, 410);
        }

        @Test
        void nobodyHidesItInABatch() {
            String before = stored(CERCLAGE);
            Bundle answer = http.call("POST", "", bundle(Bundle.BundleType.BATCH), Map.of())
                    .as(Bundle.class);
            assertThat(answer.getEntry())
                    .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
                    .containsExactly("403", "201");
            assertThat(stored(CERCLAGE)).isEqualTo(before);
            assertThat(http.call("DELETE", "Patient/beside-an-artifact", null, Map.of())
                            .status())
                    .isEqualTo(200);
        }

        private Bundle bundle(Bundle.BundleType type) {
            Bundle bundle = new Bundle().setType(type);
            bundle.addEntry()
                    .setResource(changed())
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(CERCLAGE);
            org.hl7.fhir.r4.model.Patient patient = new org.hl7.fhir.r4.model.Patient();
            patient.setId("beside-an-artifact");
            bundle.addEntry()
                    .setResource(patient)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl("Patient/beside-an-artifact");
            return bundle;
        }

        @Test
        void everybodyKeepsArtifactsOfOtherBases() {
            ValueSet theirs = new ValueSet();
            theirs.setUrl("https://cervical-insufficiency.example/fhir-of-others/ValueSet/theirs");
            assertThat(http.post("ValueSet", theirs).status()).isEqualTo(201);
        }
    }

    @Nested
    class WithPermission {

        @Test
        void cqlThatDoesNotCompile() {
            Library broken = author.library(
                    "ScreeningAssessment", "define \"Tier\":", "define \"Broken\": NoSuchName\n\ndefine \"Tier\":");
            String before = stored("Library/ScreeningAssessment");

            OperationOutcome outcome = refused(author.put(broken), 422);

            assertThat(outcome.getIssue()).anySatisfy(issue -> {
                assertThat(issue.getDiagnostics())
                        .matches("(?s)Library ScreeningAssessment, line \\d+, column \\d+: .*NoSuchName.*");
                assertThat(((IntegerType)
                                        issue.getExtensionByUrl(ISSUE + "line").getValue())
                                .getValue())
                        .isPositive();
                assertThat(issue.getExtensionByUrl(ISSUE + "col")).isNotNull();
            });
            assertThat(stored("Library/ScreeningAssessment")).isEqualTo(before);
            assertThat(Author.topics(author.hook("v04c", "en"))).contains("ShortCervixTwentyFive");
        }

        @Test
        void aTransactionWithOneBadPart() {
            ValueSet good = author.open(ValueSet.class, "cerclage").setTitle("Other title");
            Library broken =
                    author.library("ScreeningRecord", "define \"Settings\":", "define \"Settings\": NoSuchName");
            String before = stored(CERCLAGE);

            OperationOutcome outcome = refused(author.send(Bundle.BundleType.TRANSACTION, good, broken), 422);

            assertThat(outcome.getIssueFirstRep().getDiagnostics()).startsWith("Library ScreeningRecord, line ");
            assertThat(stored(CERCLAGE)).isEqualTo(before);
        }

        @Test
        void aConditionThatNamesNoDefine() {
            PlanDefinition plan = author.plan();
            plan.getActionFirstRep().getConditionFirstRep().getExpression().setExpression("NoSuchDefine");

            OperationOutcome outcome = refused(author.put(plan), 422);

            assertThat(outcome.getIssueFirstRep().getDiagnostics())
                    .contains(Author.PLAN_PATH)
                    .contains("action[" + plan.getActionFirstRep().getId() + "].condition")
                    .contains("no define NoSuchDefine");
        }

        @Test
        void aLibraryInAnotherVersionThanThePlanNames() {
            Library library = author.library(
                    "CervicalInsufficiencyScreening",
                    "library CervicalInsufficiencyScreening version '0.1.0'",
                    "library CervicalInsufficiencyScreening version '0.2.0'");
            OperationOutcome outcome = refused(author.put(library.setVersion("0.2.0")), 422);
            assertThat(outcome.getIssue())
                    .extracting(OperationOutcomeIssueComponent::getDiagnostics)
                    .anySatisfy(words ->
                            assertThat(words).contains(Author.PLAN_PATH).contains("send both in one transaction"));
        }

        @Test
        void theDeletionOfALibraryInUse() {
            OperationOutcome outcome = refused(http.call("DELETE", "Library/ScreeningRecord", null, Author.TOKEN), 422);
            assertThat(outcome.getIssueFirstRep().getDiagnostics())
                    .contains("Library/ScreeningRecord")
                    .contains("in use");
            assertThat(http.get("Library/ScreeningRecord").status()).isEqualTo(200);
        }

        @Test
        void aConditionThatIsNullForAnExampleCall() {
            Library library = author.library(
                    "CervicalInsufficiencyScreening",
                    "define AcuteProblem:\n",
                    "define AcuteProblem:\n  (null as Boolean) and not Assessment.\"Emergency\" or\n");
            OperationOutcome outcome = refused(author.put(library), 422);
            assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains("could not be evaluated");
        }

        @Test
        void aCardThatMayNotGoOut() {
            PlanDefinition plan = author.plan();
            plan.getActionFirstRep().setDescription("<b>bold</b>");
            OperationOutcome outcome = refused(author.put(plan), 422);
            assertThat(outcome.getIssue())
                    .extracting(OperationOutcomeIssueComponent::getDiagnostics)
                    .anySatisfy(words -> assertThat(words).contains("must not hold raw HTML"));
        }
    }
}
