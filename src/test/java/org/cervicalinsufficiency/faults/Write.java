package org.cervicalinsufficiency.faults;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * One call that writes, and what must be found when it was acknowledged.
 *
 * @param kind what is written
 * @param names an identifier for each resource that is written; the card for feedback
 */
record Write(Kind kind, List<String> names) {

    private static final String SYSTEM = "https://ehr.example/faults";

    enum Kind {
        FORM,
        TWO_FORMS,
        PATIENT,
        PATIENT_AND_OBSERVATION,
        FEEDBACK
    }

    static Write next(Kind kind) {
        boolean pair = kind == Kind.TWO_FORMS || kind == Kind.PATIENT_AND_OBSERVATION;
        return new Write(kind, pair ? List.of(name(), name()) : List.of(name()));
    }

    private static String name() {
        return UUID.randomUUID().toString();
    }

    /** Whether all of it is acknowledged; otherwise the answer that says why not. */
    HttpResponse<String> send(ProductionCalls calls) {
        return switch (kind) {
            case FORM -> calls.form(form(names.get(0)));
            case PATIENT -> calls.create(patient(names.get(0)), "identifier=" + search(names.get(0)));
            case TWO_FORMS -> calls.transaction(pair(form(names.get(0)), form(names.get(1))));
            case PATIENT_AND_OBSERVATION -> calls.transaction(patientAndObservation());
            case FEEDBACK -> calls.feedback(names.get(0));
        };
    }

    static boolean isAcknowledged(HttpResponse<String> answer) {
        return answer.statusCode() >= 200 && answer.statusCode() < 300;
    }

    /** A search that finds the resource of a name. */
    static String search(String name) {
        return SYSTEM + "%7C" + name;
    }

    /** The types of what it writes, in the order of the names; none for feedback, which is no resource. */
    List<String> types() {
        return switch (kind) {
            case FORM -> List.of("QuestionnaireResponse");
            case TWO_FORMS -> List.of("QuestionnaireResponse", "QuestionnaireResponse");
            case PATIENT -> List.of("Patient");
            case PATIENT_AND_OBSERVATION -> List.of("Patient", "Observation");
            case FEEDBACK -> List.of();
        };
    }

    private static QuestionnaireResponse form(String name) {
        QuestionnaireResponse form = ProductionCalls.rightForm();
        form.getIdentifier().setSystem(SYSTEM).setValue(name);
        return form;
    }

    private static Patient patient(String name) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(name);
        patient.addName().setFamily("Invented");
        patient.setGender(AdministrativeGender.FEMALE);
        return patient;
    }

    private Bundle patientAndObservation() {
        Observation observation = new Observation();
        observation.addIdentifier().setSystem(SYSTEM).setValue(names.get(1));
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.getCode().setText("invented");
        observation.setSubject(new Reference("urn:uuid:" + names.get(0)));
        return pair(patient(names.get(0)), observation);
    }

    private Bundle pair(Resource first, Resource second) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        List<Resource> both = List.of(first, second);
        for (int i = 0; i < both.size(); i++) {
            bundle.addEntry()
                    .setFullUrl("urn:uuid:" + names.get(i))
                    .setResource(both.get(i))
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl(both.get(i).fhirType());
        }
        return bundle;
    }

    /** How many resources a search found. */
    static int total(HttpResponse<String> found) {
        if (found.statusCode() != 200) {
            throw new IllegalStateException("A search was answered " + found.statusCode() + ": " + found.body());
        }
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, found.body())
                .getTotal();
    }
}
