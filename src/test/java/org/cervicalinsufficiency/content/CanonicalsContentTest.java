package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one artifact, service, example or CQL library names of ours is in the set, in the version written. */
class CanonicalsContentTest {

    private static final CanonicalUse USE = new CanonicalUse(ArtifactSet.canonicals());

    static Stream<Path> files() {
        return Stream.of(ContentFiles.ROOT, Path.of("cds-services"))
                .flatMap(folder -> ArtifactSet.jsonBelow(folder).stream());
    }

    @ParameterizedTest
    @MethodSource("files")
    void leadSomewhere(Path file) {
        assertThat(USE.broken(ArtifactSet.json(file))).isEmpty();
    }

    @Test
    void areTheValueSetsOfTheCqlAndNoOthers() {
        assertThat(CqlText.all().stream().flatMap(cql -> cql.valueSets().stream()))
                .isSubsetOf(ArtifactSet.canonicals());
        assertThat(ArtifactSet.all(ValueSet.class).stream()
                        .map(each -> each.getUrl() + "|" + each.getVersion())
                        .filter(each -> !each.contains("/override-reasons|")))
                .as("a value set that no CQL reads decides nothing")
                .isSubsetOf(CqlText.all().stream()
                        .flatMap(cql -> cql.valueSets().stream())
                        .toList());
    }

    @Test
    void areNamedInCqlWithoutVersionOnlyToFindAnyVersionOfTheFormAndTheTagOfItsFacts() {
        assertThat(CqlText.all().stream()
                        .flatMap(cql -> cql.literals().stream())
                        .filter(literal -> literal.startsWith(ContentFiles.BASE))
                        .filter(literal -> !literal.startsWith(ContentFiles.BASE + "ValueSet/"))
                        .filter(literal -> !literal.equals(ScreeningForm.ANSWERS)))
                .as("a system of codes has no version, the form is found in any version")
                .containsOnly(ScreeningForm.FORM.getUrl(), ContentFiles.BASE + "CodeSystem/record-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'library': ['BASE/Library/Any']}",
                "{'library': ['BASE/Library/Any|0.0.9']}",
                "{'action': [{'definitionCanonical': 'BASE/ActivityDefinition/none|0.1.0'}]}",
                "{'code': {'coding': [{'system': 'BASE/CodeSystem/none'}]}}",
                "{'code': {'coding': [{'system': 'BASE/CodeSystem/any', 'version': '0.0.9'}]}}",
                "{'extension': [{'url': 'BASE/StructureDefinition/none'}]}"
            })
    void areMissed(String json) {
        CanonicalUse use = new CanonicalUse(
                Set.of(ContentFiles.BASE + "Library/Any|0.1.0", ContentFiles.BASE + "CodeSystem/any|0.1.0"));
        assertThat(use.broken(ArtifactSet.json(filled(json)))).hasSize(1);
    }

    @Test
    void areKnown() {
        CanonicalUse use = new CanonicalUse(
                Set.of(ContentFiles.BASE + "Library/Any|0.1.0", ContentFiles.BASE + "CodeSystem/any|0.1.0"));
        List<String> broken = use.broken(ArtifactSet.json(filled(
                "{'url': 'BASE/Library/Own', 'a': 'BASE/Library/Any|0.1.0', 'b': {'system': 'BASE/CodeSystem/any'}}")));
        assertThat(broken).isEmpty();
    }

    private static String filled(String json) {
        return json.replace('\'', '"').replace("BASE/", ContentFiles.BASE);
    }
}
