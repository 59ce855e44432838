package org.cervicalinsufficiency.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.stream.Stream;

/** Which of our packages may use which, and that none use each other in a circle. */
final class PackageLaws {

    private PackageLaws() {}

    static Stream<Law> all() {
        return Stream.of(
                table("knowledge knows none of our other packages", "knowledge.KnowsTheScreening"),
                table("cdshooks does not know knowledge", "cdshooks.KnowsTheKnowledge"),
                table("cdshooks does not know its own web edge", "cdshooks.KnowsItsWebEdge"),
                table("cdshooks.web does not reach around cdshooks", "cdshooks.web.KnowsTheOutboundClient"),
                table("cdshooks.ehr does not know screening", "cdshooks.ehr.KnowsTheScreening"),
                table("screening does not know the FHIR server", "screening.KnowsTheFhirServer"),
                table("questionnaire does not know who uses it", "questionnaire.KnowsTheFhirServer"),
                table("fhirserver does not know CDS Hooks", "fhirserver.KnowsTheProtocol"),
                table("tenant knows none of our other packages", "tenant.KnowsTheSecurity"),
                table("security does not know the FHIR server", "security.KnowsTheFhirServer"),
                table("webapp does not know the FHIR server", "webapp.KnowsTheFhirServer"),
                table("nothing uses the root", "knowledge.KnowsTheRoot"),
                table("every package has a row in the table", "unlisted.Stranger"),
                new Law(
                        "packages are free of cycles",
                        slices().matching(PackageTable.BASE + ".(**)").should().beFreeOfCycles(),
                        "cycle.one.Hen"));
    }

    private static Law table(String says, String brokenBy) {
        return new Law(says, PackageTable.isKept(), brokenBy);
    }
}
