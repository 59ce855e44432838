package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/** Small records of one invented patient. */
final class Records {

    static final String LOINC = "http://loinc.org";
    static final String SNOMED = "http://snomed.info/sct";
    static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

    private static final Reference SUBJECT = new Reference("Patient/ada");

    private Records() {}

    static Chart chart(Resource... resources) {
        return new Chart(patient(), List.of(resources), Set.of());
    }

    static Patient patient() {
        Patient patient = new Patient();
        patient.setId("ada");
        patient.getBirthDateElement().setValueAsString("1994-02-03");
        return patient;
    }

    /** A due date of 2026-11-09: 19 weeks on 2026-06-15. */
    static Observation due() {
        return due("2026-11-09");
    }

    static Observation due(String day) {
        return observation("due", "11778-8", "2026-04-20", new DateTimeType(day));
    }

    static Observation length(double mm, String day) {
        Quantity length = new Quantity(mm)
                .setUnit("mm")
                .setSystem("http://unitsofmeasure.org")
                .setCode("mm");
        Observation observation = observation("length", "11961-0", day, length);
        observation.setMethod(new CodeableConcept().setText("transvaginal"));
        return observation;
    }

    static Observation count(String loinc, int number) {
        return observation("count-" + loinc, loinc, "2026-04-20", new Quantity(number));
    }

    static Observation observation(String id, String loinc, String day, Type value) {
        Observation observation = new Observation();
        observation.setId(id);
        observation.setStatus(Observation.ObservationStatus.FINAL).setSubject(SUBJECT.copy());
        observation.setCode(code(LOINC, loinc)).setEffective(new DateTimeType(day));
        return observation.setValue(value);
    }

    static Condition condition(String system, String code, String day) {
        Condition condition = new Condition();
        condition.setId("c-" + code.replace('.', '-'));
        condition.setSubject(SUBJECT.copy()).setCode(code(system, code));
        condition.setRecordedDateElement(new DateTimeType(day));
        condition.setClinicalStatus(code("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"));
        return verified(condition, "confirmed");
    }

    static Condition verified(Condition condition, String status) {
        return condition.setVerificationStatus(
                code("http://terminology.hl7.org/CodeSystem/condition-ver-status", status));
    }

    static Procedure procedure(String code, String day) {
        Procedure procedure = new Procedure();
        procedure.setId("p-" + code + "-" + day);
        procedure.setStatus(Procedure.ProcedureStatus.COMPLETED).setSubject(SUBJECT.copy());
        return procedure.setCode(code(SNOMED, code)).setPerformed(new DateTimeType(day));
    }

    private static CodeableConcept code(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }
}
