package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.content.CqlText.DeclaredCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the CQL says in words: one clock, pinned value sets, items that the form has, codes without typing errors. */
class CqlTextContentTest {

    private static final Pattern ASKED =
            Pattern.compile("\"(?:Answer|Chosen|Obstetric answer|Choice answer|Answer with detail|Chosen earlier"
                    + "|Answered yes earlier)\"\\('([^']+)'");

    /** Names like an item that only the chart can fill: the symptom is never asked, its LOINC panel answer counts. */
    private static final Set<String> ONLY_ON_THE_CHART = Set.of("sym.preterm-labour");

    static List<CqlText> libraries() {
        return CqlText.all();
    }

    @Test
    void asksTheClockInOnePlace() {
        assertThat(CqlText.all().stream().flatMap(cql -> cql.clockReadings().stream()))
                .containsExactly("parameter \"Today\" Date default Today()");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void pinsItsValueSets(CqlText cql) {
        assertThat(cql.valueSets()).allMatch(canonical -> canonical.endsWith("|" + ArtifactSet.VERSION));
        assertThat(cql.find(Pattern.compile("(?m)^\\s*valueset\\b"))).hasSameSizeAs(cql.valueSets());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void asksOnlyItemsOfTheForm(CqlText cql) {
        assertThat(linkIds(cql)).isSubsetOf(formLinkIds());
    }

    /** What is asked for advice to everybody chooses words of education cards; no tier, route or other card rests on it. */
    @Test
    void takesTheItemsAboutLookingAfterOneselfForEducationOnly() {
        List<String> lines =
                CqlText.all().stream().flatMap(cql -> cql.code().lines()).toList();

        assertThat(lines).filteredOn(line -> line.contains("'well.")).hasSize(1);
        String asked = lines.get(lines.indexOf(lines.stream()
                        .filter(line -> line.contains("'well."))
                        .findFirst()
                        .orElseThrow())
                - 1);
        String name = asked.replaceAll("^define (\"[^\"]+\"):.*", "$1");
        assertThat(name).startsWith("\"");
        assertThat(lines)
                .filteredOn(line -> line.contains(name) && !line.equals(asked))
                .isNotEmpty()
                .allMatch(line -> line.contains("'Education"));
    }

    @Test
    void readsMostOfTheForm() {
        Set<String> read = new HashSet<>();
        CqlText.all().forEach(cql -> read.addAll(linkIds(cql)));
        assertThat(read).hasSizeGreaterThan(40).contains("ob.sptb", "cx.length", "preg.status", "next");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void declaresCodesWithTheRightCheckDigit(CqlText cql) {
        assertThat(cql.find(Pattern.compile("(?m)^\\s*code\\b"))).hasSameSizeAs(cql.codes());
        assertThat(cql.codes()).allSatisfy((DeclaredCode code) -> {
            assertThat(code.system()).isNotEmpty();
            assertThat(CheckDigits.pass(code.system(), code.code()))
                    .as(code.toString())
                    .isTrue();
        });
        assertThat(cql.literals())
                .filteredOn(literal -> literal.matches("\\d{6,18}"))
                .allMatch(CheckDigits::isSnomedCt);
    }

    @Test
    void isReadWithoutItsComments() {
        CqlText cql = CqlText.of("Any", "/* Now() */ define A: 'http://loinc.org' // Today()\ndefine B: Now ( )");
        assertThat(cql.literals()).containsExactly("http://loinc.org");
        assertThat(cql.clockReadings()).containsExactly("define B: Now ( )");
    }

    @Test
    void isMissedWithoutVersionItemOrSystem() {
        CqlText cql = CqlText.of(
                "Any",
                "valueset \"A\": 'https://x/ValueSet/a'\ncode \"B\": '11961-6' from \"LOINC\"\n"
                        + "define C: \"Answer\"('nowhere') = 'yes' or linkId = 'ob.nothing'");
        assertThat(cql.valueSets()).containsExactly("https://x/ValueSet/a|");
        assertThat(cql.codes()).containsExactly(new DeclaredCode("", "11961-6"));
        assertThat(linkIds(cql)).containsExactlyInAnyOrder("nowhere", "ob.nothing");
        assertThat(formLinkIds()).doesNotContain("nowhere", "ob.nothing");
    }

    private static Set<String> formLinkIds() {
        Set<String> linkIds = new HashSet<>();
        ScreeningForm.items().forEach(item -> linkIds.add(item.getLinkId()));
        return linkIds;
    }

    /** Literals shaped like a linkId of the form, and whatever an answer is asked by. */
    private static Set<String> linkIds(CqlText cql) {
        Set<String> linkIds = new TreeSet<>();
        ScreeningForm.FORM
                .getItem()
                .forEach(group -> cql.literals().stream()
                        .filter(literal -> literal.matches(Pattern.quote(group.getLinkId()) + "\\.[a-z0-9-]+"))
                        .forEach(linkIds::add));
        ASKED.matcher(cql.code()).results().forEach(call -> linkIds.add(call.group(1)));
        linkIds.removeAll(ONLY_ON_THE_CHART);
        return linkIds;
    }
}
