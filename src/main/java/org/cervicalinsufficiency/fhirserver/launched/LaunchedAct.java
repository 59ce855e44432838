package org.cervicalinsufficiency.fhirserver.launched;

import java.util.Optional;
import java.util.stream.Stream;

/** What a launched form asks for. All but the patient is done by {@code /fhir}. */
enum LaunchedAct {
    /** Who the patient is, so that the page can say so. */
    PATIENT("/launched/patient", "", false),
    /** The form, filled with what the record says. */
    POPULATE("/launched/populate", "/fhir/Questionnaire/$populate", false),
    /** What the answers give, without storing them. */
    ASSESS("/launched/assess", "/fhir/QuestionnaireResponse/$assess", true),
    /** Storing the answers. */
    SUBMIT("/launched/submit", "/fhir/QuestionnaireResponse", true);

    private final String path;
    private final String target;
    private final boolean answers;

    LaunchedAct(String path, String target, boolean answers) {
        this.path = path;
        this.target = target;
        this.answers = answers;
    }

    /** The act behind a path. */
    static Optional<LaunchedAct> at(String path) {
        return Stream.of(values()).filter(act -> act.path.equals(path)).findFirst();
    }

    /** Where it is done; empty for what this door answers itself. */
    String target() {
        return target;
    }

    /** Whether it needs answers. */
    boolean needsAnswers() {
        return answers;
    }
}
