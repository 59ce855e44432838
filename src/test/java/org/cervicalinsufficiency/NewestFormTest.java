package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NewestFormTest {

    @Test
    void comparesVersionsAsNumbers() {
        assertThat(NewestForm.of(
                        List.of("https://x.example/Questionnaire/a|0.9.0", "https://x.example/Questionnaire/a|0.10.0")))
                .contains("https://x.example/Questionnaire/a|0.10.0");
        assertThat(NewestForm.of(
                        List.of("https://x.example/Questionnaire/b|0.9.0", "https://x.example/Questionnaire/a|1.0.0")))
                .contains("https://x.example/Questionnaire/a|1.0.0");
        assertThat(NewestForm.of(List.of())).isEmpty();
    }
}
