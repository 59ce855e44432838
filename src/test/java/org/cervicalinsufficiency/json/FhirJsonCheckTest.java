package org.cervicalinsufficiency.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked through before FHIR's own parser. */
class FhirJsonCheckTest {

    private static JsonRefused refusal(String body) {
        JsonRefused refused = catchThrowableOfType(
                JsonRefused.class, () -> FhirJsonCheck.check(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    private static void passes(String body) {
        assertThatCode(() -> FhirJsonCheck.check(body.getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
    }

    private static String bundle(String type, int entries) {
        return "{\"entry\":["
                + IntStream.range(0, entries)
                        .mapToObj(index -> "{\"resource\":{\"resourceType\":\"Patient\"}}")
                        .collect(Collectors.joining(","))
                + "],\"type\":\"" + type + "\",\"resourceType\":\"Bundle\"}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "7",
                "{'a':1}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"b\":{\"id\":\"1\",\"id\":\"2\"}}",
                "{/* */\"a\":1}",
                "{\"a\":\"\\ud800\"}",
                "<Patient xmlns=\"http://hl7.org/fhir\"/>"
            })
    void refusesWhatIsNotStrictJson(String body) {
        assertThat(refusal(body).isTooMany()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "valueInteger|{'valueInteger':'5'}|a number",
                "valueDecimal|{'item':[{'answer':[{'valueDecimal':'5.0'}]}]}|a number",
                "valuePositiveInt|{'valuePositiveInt':'5'}|a number",
                "answerInteger|{'answerInteger':'five'}|a number",
                "value|{'valueQuantity':{'unit':'mm','value':'24'}}|a number",
                "valueBoolean|{'valueBoolean':'true'}|true or false"
            })
    void refusesNumbersThatAreTexts(String element, String body, String kind) {
        JsonRefused refused = refusal(body.replace('\'', '"'));

        assertThat(refused.isTooMany()).isFalse();
        assertThat(refused.sentence())
                .startsWith("The element " + element + " at line 1, column ")
                .contains("must be " + kind)
                .contains("without quotation marks");
    }

    @Test
    void takesTextsAndNumbersWhereTheyBelong() {
        passes("{\"valueInteger\":5,\"valueQuantity\":{\"value\":5.0,\"unit\":\"mm\"},\"value\":\"5\","
                + "\"valueString\":\"5\",\"_valueInteger\":{\"id\":\"5\"},\"valueBoolean\":true,"
                + "\"identifier\":{\"value\":\"5\"},\"referenceRange\":[\"5\"]}");
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertThat(refusal("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}").isTooMany())
                .isFalse();
        assertThat(refusal("[".repeat(100_000)).sentence()).contains("over a limit");
        assertThat(refusal("{\"a\":\"" + "x".repeat(1024 * 1024 + 1) + "\"}").sentence())
                .contains("over a limit")
                .doesNotContain("xx");
        assertThat(refusal("{\"" + "n".repeat(50_000) + "\":1}").sentence()).doesNotContain("nn");
        assertThat(refusal("{\"a\":" + "9".repeat(1_000_000) + "}").sentence()).contains("over a limit");
        passes("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e500000000",
                "1E+500000000",
                "-1e-500000000",
                "0e500000000",
                "1.5e401",
                "1e99999999999999999999",
                "1e0000000000000000401"
            })
    void refusesAnExponentThatNobodyMeasures(String number) {
        assertThat(refusal("{\"a\":\n[" + number + "]}").sentence())
                .contains("exponent", "line 2")
                .doesNotContain("1e");
        passes("{\"a\":[1e0000000000000000400,1e-7,1.79e308,0.10,7]}");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(catchThrowableOfType(
                                JsonRefused.class, () -> FhirJsonCheck.check(new byte[] {'{', (byte) 0xff, '}'}))
                        .sentence())
                .contains("UTF-8");
    }

    @Test
    void countsEntries() {
        passes(bundle("transaction", 100));
        passes(bundle("batch", 100));
        passes(bundle("searchset", 500));
        assertThat(refusal(bundle("transaction", 101)).isTooMany()).isTrue();
        assertThat(refusal(bundle("batch", 101)).isTooMany()).isTrue();
        assertThat(refusal(bundle("searchset", 501)).isTooMany()).isTrue();
        String parameters = IntStream.range(0, 5)
                .mapToObj(index -> "{\"name\":\"p\",\"resource\":" + bundle("searchset", 401) + "}")
                .collect(Collectors.joining(",", "{\"resourceType\":\"Parameters\",\"parameter\":[", "]}"));
        assertThat(refusal(parameters).isTooMany()).isTrue();
    }

    @Test
    void takesAPatch() {
        passes("[{\"op\":\"replace\",\"path\":\"/active\",\"value\":true}]");
    }
}
