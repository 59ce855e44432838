package org.cervicalinsufficiency.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clinical truth stands in the artifacts: no code, code system or clinical sentence is a literal of main. */
class ClinicalLiteralsTest {

    @Test
    void mainHasNone() throws IOException {
        List<String> findings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                findings.addAll(ClinicalLiterals.in(file.toString(), Files.readString(file)));
            }
        }
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://snomed.info/sct",
                "http://loinc.org",
                "http://hl7.org/fhir/sid/icd-10-cm",
                "https://cervical-insufficiency.example/fhir/CodeSystem/card-topic",
                "https://cervical-insufficiency.example/fhir/PlanDefinition/any|0.1.0",
                "Consider Progesterone",
                "cervical length of 20 mm",
                "11778-8",
                "O34.30",
                "289203002"
            })
    void bitesOn(String literal) {
        assertThat(ClinicalLiterals.in("Bad.java", "class Bad {\n    String text = \"" + literal + "\";\n}"))
                .singleElement()
                .asString()
                .startsWith("Bad.java:2 says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cervical-insufficiency.example/fhir",
                "cervical-insufficiency-encounter-start",
                "gestationalAge",
                "0.1.0",
                "4194304",
                "2026-06-15"
            })
    void leavesAlone(String literal) {
        assertThat(ClinicalLiterals.in("Good.java", "class Good { String text = \"" + literal + "\"; }"))
                .isEmpty();
    }

    @Test
    void bitesInTextBlocks() {
        assertThat(ClinicalLiterals.in("Bad.java", "String text = \"\"\"\n    a \"preterm\" birth\n    \"\"\";"))
                .hasSize(1);
    }

    @Test
    void leavesCommentsAlone() {
        String source =
                "/** A \"cerclage\" is in place. */\n// \"preterm\"\nchar quote = '\"'; String next = \"plain\";";
        assertThat(ClinicalLiterals.in("Good.java", source)).isEmpty();
    }

    @Test
    void readsPastEscapes() {
        assertThat(JavaStrings.in("f(\"a \\\" b\", \"c\")"))
                .extracting(JavaStrings.Literal::text)
                .containsExactly("a \\\" b", "c");
    }
}
