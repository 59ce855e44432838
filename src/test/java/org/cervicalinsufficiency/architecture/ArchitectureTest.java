package org.cervicalinsufficiency.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Main keeps every law, and every law has a class that breaks it. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PackageTable.BASE);

    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PackageTable.VIOLATIONS);

    static Stream<Law> laws() {
        return Stream.of(PackageLaws.all(), LibraryLaws.all(), CodeLaws.all()).flatMap(laws -> laws);
    }

    @Test
    void mainIsSeen() {
        assertThat(MAIN).isNotEmpty();
        assertThat(MAIN).noneMatch(type -> type.getName().contains(".architecture."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void isKeptByMain(Law law) {
        law.rule().check(MAIN);
    }

    static Stream<Arguments> breakers() {
        return laws().flatMap(law -> law.breakers().stream().map(breaker -> Arguments.of(law, breaker)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("breakers")
    void bites(Law law, String breaker) {
        assertThat(law.findingsOn(breaker, VIOLATIONS)).isNotEmpty();
    }

    @Test
    void everyLawHasABreaker() {
        assertThat(laws()).noneMatch(law -> law.breakers().isEmpty());
    }
}
