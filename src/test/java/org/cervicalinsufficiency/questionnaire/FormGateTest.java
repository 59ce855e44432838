package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong form of {@code forms/refused.yaml} gets exactly its problems. */
class FormGateTest {

    static List<RefusedForm> refused() {
        return RefusedForm.all();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhatIsWrong(RefusedForm refused) {
        List<FormProblem> problems = GateRig.admit(refused.response());
        assertThat(problems).hasSameSizeAs(refused.expected());
        for (RefusedForm.Expected expected : refused.expected()) {
            assertThat(problems).as("%s", expected).anySatisfy(problem -> {
                assertThat(problem.linkId().orElse(problem.place())).isEqualTo(expected.at());
                assertThat(problem.code().toCode()).isEqualTo(expected.code());
                assertThat(problem.value()).contains(expected.value());
                assertThat(problem.sentence()).contains(expected.says());
                assertThat(problem.remedy()).isNotBlank();
            });
        }
    }

    @Test
    void areSixtyAtLeast() {
        assertThat(refused()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(refused()).extracting(RefusedForm::name).doesNotHaveDuplicates();
        assertThat(refused()).allSatisfy(each -> assertThat(each.expected()).isNotEmpty());
    }
}
