package org.cervicalinsufficiency.questionnaire;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.content.FormArtifacts;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** The gate over the real form: noon of 2026-06-15, one patient stored, one other server registered. */
final class GateRig {

    static final FhirContext FHIR = FhirContext.forR4Cached();
    static final FormPaths PATHS = new FormPaths(FHIR);
    static final Submission NEW = new Submission(false, Locale.ENGLISH, Set.of());
    static final Submission UPDATE = new Submission(true, Locale.ENGLISH, Set.of());

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final FormGate GATE = gate(FormArtifacts.form());

    private GateRig() {}

    /** A gate for another form, such as one with item types that ours does not use. */
    static FormGate gate(Questionnaire form) {
        return new FormGate(
                new OneForm(form, FormDefinition.of(form, FormArtifacts.maps(), PATHS)),
                new OnePatient(),
                new CqlCalculations(new CurrentKnowledge(SharedKnowledge.knowledge()), "us"),
                PATHS,
                NOON);
    }

    /** The calculator of the real form. */
    static FormCalculator calculator() {
        Questionnaire form = FormArtifacts.form();
        return new FormCalculator(
                new OneForm(form, FormDefinition.of(form, FormArtifacts.maps(), PATHS)),
                new CqlCalculations(new CurrentKnowledge(SharedKnowledge.knowledge()), "us"));
    }

    static List<FormProblem> admit(QuestionnaireResponse response) {
        return GATE.admit(response, NEW);
    }

    static List<FormProblem> admit(QuestionnaireResponse response, Submission submission) {
        return GATE.admit(response, submission);
    }

    private record OneForm(Questionnaire form, FormDefinition definition) implements Forms {
        @Override
        public Optional<FormDefinition> find(String url, String version) {
            return definition.canonical().equals(url + "|" + version) ? Optional.of(definition) : Optional.empty();
        }

        @Override
        public List<String> versions(String url) {
            return form.getUrl().equals(url) ? List.of(form.getVersion()) : List.of();
        }

        @Override
        public List<String> canonicals() {
            return List.of(definition.canonical());
        }
    }

    private record OnePatient() implements Subjects {
        @Override
        public boolean isStored(String patientId) {
            return patientId.equals("demo-form");
        }

        @Override
        public List<Identifier> identifiers(String patientId) {
            return List.of(new Identifier().setSystem("urn:test:mrn").setValue("4711"));
        }

        @Override
        public String local(String reference) {
            return reference.replace("https://here.example/fhir/", "");
        }

        @Override
        public boolean isRegistered(String base) {
            return base.equals("https://ehr.example/fhir");
        }
    }
}
