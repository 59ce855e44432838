package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** FormOfAnswers of a call beside stored ones: each id once, the later one stays. */
class FormUnionTest {

    private static final Reference ANN = new Reference("Patient/ann");

    private static QuestionnaireResponse form(String id, String authored, String version) {
        QuestionnaireResponse form = FormOfAnswers.allNo(ANN, authored).withId(id);
        form.getMeta().setVersionId(version);
        return form;
    }

    @Test
    void countsAFormThatComesBothWaysOnce() {
        QuestionnaireResponse given = form("f", "2026-06-01T10:00:00Z", "1");
        QuestionnaireResponse stored = form("f", "2026-06-01T10:00:00Z", "1");

        assertThat(FormUnion.of(List.of(given), List.of(stored))).containsExactly(stored);
    }

    @Test
    void keepsTheLaterOfTwoWithOneId() {
        QuestionnaireResponse early = form("f", "2026-06-01T10:00:00Z", "4");
        QuestionnaireResponse late = form("f", "2026-06-02T10:00:00Z", "1");
        QuestionnaireResponse corrected = form("f", "2026-06-02T10:00:00Z", "2");

        assertThat(FormUnion.of(List.of(early), List.of(late))).containsExactly(late);
        assertThat(FormUnion.of(List.of(late), List.of(early))).containsExactly(late);
        assertThat(FormUnion.of(List.of(corrected), List.of(late))).containsExactly(corrected);
        assertThat(FormUnion.of(List.of(late), List.of(corrected))).containsExactly(corrected);
    }

    @Test
    void keepsEverythingElse() {
        Condition condition = new Condition();
        Resource other = form("g", "2026-06-01T10:00:00Z", "1");
        QuestionnaireResponse stored = form("f", "2026-06-01T10:00:00Z", "1");

        assertThat(FormUnion.of(List.of(condition, other), List.of(stored)))
                .containsExactlyInAnyOrder(condition, other, stored);
    }
}
