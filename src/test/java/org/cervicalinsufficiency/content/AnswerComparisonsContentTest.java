package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that the CQL compares with is one that the form offers for that item. */
class AnswerComparisonsContentTest {

    private static final AnswerComparisons COMPARISONS =
            new AnswerComparisons(CompiledCql.libraries().values());

    static Stream<Arguments> items() {
        return COMPARISONS.codesByItem().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("items")
    void nameOptionsOfTheItem(String linkId, Set<String> codes) {
        assertThat(understood(linkId)).containsAll(codes);
    }

    @Test
    void areFoundInEveryShapeTheyAreWrittenIn() {
        Map<String, Set<String>> found = COMPARISONS.codesByItem();
        assertThat(found.get("preg.status")).as("case over a query").contains("77386006", "asked-unknown");
        assertThat(found.get("preg.fetuses")).as("alias in a list").contains("65147003", "two", "one");
        assertThat(found.get("preg.edd-method")).as("let").contains("11778-8");
        assertThat(found.get("gyn.excision-depth")).as("define").contains("depth-under-10", "depth-not-known");
        assertThat(found.get("cong.uterus")).as("list by name").contains("Q51.3", "37849005", "septum-removed");
        assertThat(found.get("cx.exam")).as("alias in a condition").contains("open", "membranes", "closed");
    }

    @Test
    void mayNameAnotherCodeOfTheSameMeaning() {
        assertThat(understood("preg.fetuses")).contains("65147003", "two").doesNotContain("four");
    }

    @Test
    void areFoundInALibraryOfOneDefine() {
        String elm = """
                {"statements": {"def": [{"name": "Any", "expression": {"type": "Query",
                  "source": [{"alias": "C", "expression": {"type": "FunctionRef", "name": "Chosen",
                    "operand": [{"type": "Literal", "value": "sym.course"}]}}],
                  "where": {"type": "Equal", "operand": [
                    {"type": "AliasRef", "name": "C"}, {"type": "Literal", "value": "wrose"}]}}}]}}
                """;
        assertThat(new AnswerComparisons(List.of(ArtifactSet.json(elm))).codesByItem())
                .containsExactly(Map.entry("sym.course", Set.of("wrose")));
        assertThat(understood("sym.course")).contains("worse").doesNotContain("wrose");
    }

    /** The codes of the options, and those that the map gives the same meaning: another client may have stored one. */
    private static Set<String> understood(String linkId) {
        Set<String> options = ScreeningForm.options(ScreeningForm.item(linkId))
                .map(Coding::getCode)
                .collect(Collectors.toSet());
        Map<String, Set<String>> sameByLocal = new HashMap<>();
        ScreeningForm.TO_STANDARD
                .getGroup()
                .forEach(group -> group.getElement().forEach(element -> {
                    Set<String> same = sameByLocal.computeIfAbsent(element.getCode(), code -> new HashSet<>());
                    same.add(element.getCode());
                    element.getTarget().forEach(target -> same.add(target.getCode()));
                }));
        Set<String> understood = new HashSet<>(options);
        sameByLocal.values().stream()
                .filter(same -> same.stream().anyMatch(options::contains))
                .forEach(understood::addAll);
        return understood;
    }
}
