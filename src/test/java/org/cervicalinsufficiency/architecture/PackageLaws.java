package org.cervicalinsufficiency.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.stream.Stream;

/** Which of our packages may use which, and that none use each other in a circle. */
final class PackageLaws {

    private PackageLaws() {}

    static Stream<Law> all() {
        return Stream.of(
                Law.of(
                        "packages use only what the table allows",
                        PackageTable.isKept(),
                        "knowledge.KnowsTheScreening",
                        "knowledge.KnowsTheRoot",
                        "cdshooks.KnowsTheKnowledge",
                        "cdshooks.KnowsItsWebEdge",
                        "cdshooks.web.KnowsTheOutboundClient",
                        "cdshooks.ehr.KnowsTheScreening",
                        "screening.KnowsTheFhirServer",
                        "questionnaire.KnowsTheFhirServer",
                        "fhirserver.KnowsTheProtocol",
                        "tenant.KnowsTheSecurity",
                        "security.KnowsTheFhirServer",
                        "webapp.KnowsTheFhirServer",
                        "unlisted.Stranger"),
                Law.of(
                        "packages are free of cycles",
                        slices().matching(PackageTable.BASE + ".(**)").should().beFreeOfCycles(),
                        "cycle.one.Hen",
                        "cycle.two.Egg"));
    }
}
