package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.cervicalinsufficiency.SharedKnowledge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule on answers can be broken. */
class AnswerRulesTest {

    private static final Vignette VIGNETTE = Vignettes.named("v02");
    private static final String ANSWER = new HookInProcess(SharedKnowledge.knowledge())
            .answer(HookInProcess.call(VIGNETTE), VIGNETTE.today(), "us", "en")
            .toString();

    private static void check(String answer) {
        JsonNode call = HookInProcess.call(VIGNETTE);
        AnswerRules.check(
                HookInProcess.tree(answer), call.at("/context/patientId").asText());
    }

    @Test
    void areKeptByARealAnswer() {
        assertThatCode(() -> check(ANSWER)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "C1 | ^\\{\"cards\": | {\"kards\":",
                "C2 | \"summary\":\" | \"summary\":\"01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
                "C3 | \"indicator\":\"warning\" | \"indicator\":\"hard-stop\"",
                "C4 | \"label\":\"[^\"]+\" | \"label\":\"\"",
                "C5 | \"url\":\"https://www.nice.org.uk/\" | \"url\":\"https://www.nice.org.uk/page\"",
                "C8 | \"selectionBehavior\":\"any\" | \"selectionBehavior\":\"at-most-one\"",
                "C8 | \"selectionBehavior\":\"any\", | ",
                "C11 | \"type\":\"create\" | \"type\":\"delete\"",
                "C12 | \"resourceType\":\"ServiceRequest\" | \"resourceType\":\"ServiceRequest\",\"id\":\"x\"",
                "C13 | ^\\{ | {\"systemActions\":[],",
                "C14 | \"type\":\"absolute\" | \"type\":\"smart\"",
                "C17 | \"overrideReasons\":\\[\\{\"code\" | \"overrideReasons\":[{\"x\"",
                "C19 | \"code\":\"ShortCervixWithHistory\" | \"code\":\"Short-Cervix\"",
                "C24 | \"status\":\"draft\" | \"status\":\"maybe\"",
                "C25 | \"resourceType\":\"ServiceRequest\" | \"resourceType\":\"Appointment\"",
                "G2 | \"detail\":\"[^\"]+\" | \"detail\":\"\"",
            })
    void areBroken(String rule, String good, String bad) {
        String broken = ANSWER.replaceAll(good, bad == null ? "" : bad);

        assertThatThrownBy(() -> {
                    if (broken.equals(ANSWER)) {
                        throw new IllegalStateException("nothing of " + good + " in " + ANSWER);
                    }
                    check(broken);
                })
                .as(rule)
                .isNotInstanceOf(IllegalStateException.class);
    }
}
