package org.cervicalinsufficiency.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.cervicalinsufficiency.architecture.PackageTable.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which foreign library is known where. */
final class LibraryLaws {

    /** What pure code may use. */
    private static final DescribedPredicate<JavaClass> PLAIN_JAVA = resideInAnyPackage("java..", "org.jspecify..")
            .or(JavaClass.Predicates.resideInAPackage(PackageTable.BASE + ".."))
            .or(DescribedPredicate.describe("primitive", LibraryLaws::isPrimitive));

    /** The R4 model and its parser, without any server or store. */
    private static final DescribedPredicate<JavaClass> R4_MODEL = resideInAnyPackage(
            "org.hl7.fhir.r4..",
            "org.hl7.fhir.instance.model.api..",
            "org.hl7.fhir.exceptions..",
            "ca.uhn.fhir.context..",
            "ca.uhn.fhir.parser..",
            "ca.uhn.fhir.model.api..",
            "ca.uhn.fhir.model.primitive..",
            "ca.uhn.fhir.util..");

    private static final DescribedPredicate<JavaClass> CQL_ENGINE = resideInAnyPackage(
            "org.opencds.cqf.cql..",
            "org.cqframework..",
            "org.hl7.elm..",
            "org.hl7.elm_modelinfo..",
            "org.hl7.cql..",
            "org.hl7.cql_annotations..");

    /** The bridge between the engine and FHIR; the FHIR server hands it its settings. */
    private static final DescribedPredicate<JavaClass> CQL_ON_FHIR =
            resideInAnyPackage("org.opencds.cqf.fhir.cql..", "org.opencds.cqf.fhir.utility..");

    private LibraryLaws() {}

    static Stream<Law> all() {
        return Stream.of(
                Law.of("knowledge is pure", knowledgeIsPure(), "knowledge.KnowsSpring"),
                Law.of("tenant is plain Java and a reader of YAML", tenantIsPlain(), "tenant.KnowsTheModel"),
                Law.of("cdshooks holds protocol libraries only", cdsHooksIsTheProtocol(), "cdshooks.KnowsSpring"),
                Law.of(
                        "HAPI JPA, HAPI server and cqf-cr are known to fhirserver only",
                        hapiServerStaysInFhirServer(),
                        "screening.ThrowsServerExceptions",
                        "WiresTheServer"),
                Law.of(
                        "the CQL engine is known to knowledge only",
                        noClasses()
                                .that(not(in("knowledge")))
                                .should()
                                .dependOnClassesThat(CQL_ENGINE)
                                .because("one place evaluates, and one place changes with the engine"),
                        "fhirserver.RunsCql"),
                Law.of(
                        "CQL on FHIR is known to knowledge and fhirserver only",
                        noClasses()
                                .that(not(in("knowledge", "fhirserver")))
                                .should()
                                .dependOnClassesThat(CQL_ON_FHIR),
                        "screening.SetsUpCql"),
                Law.of("Spring is known to edges and wiring only", springStaysAtTheEdges(), "screening.KnowsSpring"),
                Law.of(
                        "nothing of the FHIR core that calls or serves the web is used",
                        coreStaysOffline(),
                        "fhirserver.FetchesPackages"),
                Law.of(
                        "meters and spans are known to edges and wiring only",
                        metersStayAtTheEdges(),
                        "screening.Counts"),
                Law.of("main never uses test libraries", mainNeverUsesTests(), "screening.UsesTestLibraries"));
    }

    private static ArchRule knowledgeIsPure() {
        DescribedPredicate<JavaClass> allowed = PLAIN_JAVA
                .or(R4_MODEL)
                .or(CQL_ENGINE)
                .or(CQL_ON_FHIR)
                .or(resideInAnyPackage("kotlin..", "kotlinx.io.."))
                // Compiled CQL is linked as the JSON that it is (ADR 0033).
                .or(resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind.."));
        return only("knowledge", allowed)
                .because("ADR 0001: clinical content must be readable and testable without a server");
    }

    private static ArchRule tenantIsPlain() {
        return only("tenant", PLAIN_JAVA.or(resideInAPackage("org.yaml.snakeyaml..")))
                .because("ADR 0016: errors in the registrations name their line, which only the nodes of YAML know");
    }

    private static ArchRule cdsHooksIsTheProtocol() {
        DescribedPredicate<JavaClass> allowed = PLAIN_JAVA
                .or(R4_MODEL)
                .or(resideInAnyPackage(
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "ca.uhn.fhir.rest.api.server.cdshooks..",
                        "ca.uhn.hapi.fhir.cdshooks.api.."));
        return only("cdshooks", allowed);
    }

    private static ArchRule hapiServerStaysInFhirServer() {
        return noClasses()
                .that(not(in("fhirserver")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "ca.uhn.fhir.jpa..",
                        "ca.uhn.fhir.rest.server..",
                        "org.opencds.cqf.fhir.cr..",
                        "jakarta.persistence..",
                        "org.hibernate.."))
                .because("the store and its server are one replaceable part");
    }

    private static ArchRule springStaysAtTheEdges() {
        return noClasses()
                .that(not(in("", "cdshooks.web", "fhirserver", "security", "webapp", "sight")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.."));
    }

    private static ArchRule coreStaysOffline() {
        return noClasses()
                .that(not(simpleName("OfflineCore")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.hl7.fhir.utilities.http..", "org.hl7.fhir.utilities.npm..")
                        .or(simpleNameStartingWith("FhirValidatorHttpService"))
                        .or(simpleNameStartingWith("RemoteTerminologyService"))
                        .or(simpleNameStartingWith("NpmPackageValidationSupport")))
                .because("the statement on vulnerabilities rests on it (src/docs/supply-chain.md)");
    }

    private static ArchRule metersStayAtTheEdges() {
        return noClasses()
                .that(not(in("", "cdshooks.web", "fhirserver", "sight")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micrometer..", "io.opentelemetry.."))
                .because("ADR 0029: what decides tells a port of its own, in words of fixed lists");
    }

    private static ArchRule mainNeverUsesTests() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.junit..",
                        "org.assertj..",
                        "org.mockito..",
                        "com.tngtech.archunit..",
                        "org.springframework.test..",
                        "org.springframework.boot.test.."));
    }

    private static ArchRule only(String row, DescribedPredicate<JavaClass> allowed) {
        return classes().that(in(row)).should().onlyDependOnClassesThat(allowed);
    }

    private static boolean isPrimitive(JavaClass type) {
        return type.getBaseComponentType().isPrimitive();
    }
}
