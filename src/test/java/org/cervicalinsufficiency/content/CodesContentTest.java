package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cervicalinsufficiency.content.ArtifactSet.Artifact;
import org.cervicalinsufficiency.content.WrittenCodes.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code in every file: typed right, ours if it says so, and with the notice of its owner. */
class CodesContentTest {

    /** Answers of LOINC lists end in a digit too, but it is not the mod 10 digit of LOINC numbers. */
    private static final Pattern LOINC_ANSWER = Pattern.compile("LA\\d{1,6}-\\d");

    static Stream<Path> files() {
        return Stream.of(ContentFiles.ROOT, Path.of("cds-services"))
                .flatMap(folder -> ArtifactSet.jsonBelow(folder).stream());
    }

    static List<Artifact> artifacts() {
        return ArtifactSet.ALL;
    }

    @ParameterizedTest
    @MethodSource("files")
    void areTypedRight(Path file) {
        assertThat(WrittenCodes.in(ArtifactSet.json(file))).allMatch(CodesContentTest::isTypedRight);
    }

    @ParameterizedTest
    @MethodSource("files")
    void areInTheSetIfTheyAreOurs(Path file) {
        assertThat(WrittenCodes.in(ArtifactSet.json(file)))
                .filteredOn(code -> code.system().startsWith(ContentFiles.BASE))
                .allSatisfy(code -> assertThat(
                                Labels.of(code.system().substring((ContentFiles.BASE + "CodeSystem/").length())))
                        .contains(code.code()));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void comeWithTheNoticeOfTheirOwner(Artifact artifact) {
        String copyright = artifact.json().path("copyright").asText();
        assertThat(CodeNotices.missing(copyright, WrittenCodes.in(artifact.json())))
                .isEmpty();
    }

    @Test
    void comeWithTheNoticeOfTheirOwnerInCqlToo() {
        assertThat(CqlText.all()).allSatisfy(cql -> {
            String copyright = ArtifactSet.json(ContentFiles.ROOT.resolve("library/" + cql.library() + ".json"))
                    .path("copyright")
                    .asText();
            assertThat(CodeNotices.missing(copyright, CodeNotices.of(cql)))
                    .as(cql.library())
                    .isEmpty();
        });
    }

    @Test
    void areFoundWhereverTheyStand() {
        var json = ArtifactSet.json("""
                {"compose": {"include": [{"system": "http://loinc.org", "concept": [{"code": "11961-6"}]}]},
                 "group": [{"source": "https://x", "target": "http://snomed.info/sct",
                   "element": [{"code": "a", "target": [{"code": "1.34781E+14"}]}]}],
                 "valueQuantity": {"system": "http://unitsofmeasure.org", "code": "mm"}}
                """);
        assertThat(WrittenCodes.in(json))
                .containsExactlyInAnyOrder(
                        new Written("http://loinc.org", "11961-6"),
                        new Written("https://x", "a"),
                        new Written("http://snomed.info/sct", "1.34781E+14"),
                        new Written("http://unitsofmeasure.org", "mm"))
                .filteredOn(CodesContentTest::isTypedRight)
                .hasSize(2);
    }

    @Test
    void areMissedWithoutANotice() {
        var codes = List.of(new Written("http://loinc.org", "11961-0"), new Written("https://x", "a"));
        assertThat(CodeNotices.missing("Apache-2.0", codes)).hasSize(3);
        assertThat(CodeNotices.missing("LOINC, Regenstrief, http://loinc.org/license", codes))
                .isEmpty();
    }

    private static boolean isTypedRight(Written code) {
        String text = code.code();
        if (text.matches("\\d+(\\.\\d+)?[eE]\\+?\\d+")) {
            return false;
        }
        return switch (code.system()) {
            case "http://hl7.org/fhir/sid/icd-10-cm" -> text.matches("[A-Z]\\d[0-9A-Z](\\.[0-9A-Z]{1,4})?");
            case "http://loinc.org" -> LOINC_ANSWER.matcher(text).matches() || CheckDigits.isLoinc(text);
            default -> CheckDigits.pass(code.system(), text);
        };
    }
}
