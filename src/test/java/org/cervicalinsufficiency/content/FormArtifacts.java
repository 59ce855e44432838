package org.cervicalinsufficiency.content;

import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Questionnaire;

/** The form and its map, for tests outside this package; each call gives copies. */
public final class FormArtifacts {

    private FormArtifacts() {}

    /** The screening form. */
    public static Questionnaire form() {
        return ScreeningForm.FORM.copy();
    }

    /** From local answer codes to public ones. */
    public static List<ConceptMap> maps() {
        return List.of(ScreeningForm.TO_STANDARD.copy());
    }
}
