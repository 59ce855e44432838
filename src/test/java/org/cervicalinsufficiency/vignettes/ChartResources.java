package org.cervicalinsufficiency.vignettes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.vignettes.Vignette.ChartFact;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** Builds the FHIR resource of one chart fact. */
record ChartResources(String where, Reference subject) {
    private static final String LEFT_OUT = "missing";
    private static final String COMPLETED = "completed";

    Resource resource(ChartFact fact) {
        return switch (fact.resource()) {
            case "Observation" -> observation(fact);
            case "Condition" -> condition(fact);
            case "Procedure" -> procedure(fact);
            case "Communication" -> communication(fact);
            case "ServiceRequest" -> serviceRequest(fact);
            case "FamilyMemberHistory" -> familyHistory(fact);
            default -> throw new BadVignette(where, "no resource is built for " + fact.resource() + ".");
        };
    }

    private Observation observation(ChartFact fact) {
        Observation observation = new Observation();
        observation.setSubject(subject);
        observation.setCode(concept(fact.codes()));
        observation.getStatusElement().setValueAsString(fact.detail("status").orElse("final"));
        date(fact).ifPresent(observation::setEffective);
        fact.detail("value").map(text -> value(fact, text)).ifPresent(observation::setValue);
        fact.detail("absent")
                .map(reason -> concept(List.of(Code.parse(where, "absent|" + reason))))
                .ifPresent(observation::setDataAbsentReason);
        fact.detail("method").map(this::conceptOrText).ifPresent(observation::setMethod);
        fact.detail("bodySite").map(this::conceptOrText).ifPresent(observation::setBodySite);
        fact.detail("focus").map(this::focus).ifPresent(observation::addFocus);
        fact.detail("note").ifPresent(text -> observation.addNote().setText(text));
        return observation;
    }

    private Reference focus(String who) {
        return who.equals("patient") ? subject.copy() : new Reference("Patient/someone-else");
    }

    private Condition condition(ChartFact fact) {
        Condition condition = new Condition();
        condition.setSubject(subject);
        condition.setCode(concept(fact.codes()));
        status(fact, "clinical", "active")
                .map(code -> code("http://terminology.hl7.org/CodeSystem/condition-clinical", code))
                .ifPresent(condition::setClinicalStatus);
        status(fact, "verification", "confirmed")
                .map(code -> code("http://terminology.hl7.org/CodeSystem/condition-ver-status", code))
                .ifPresent(condition::setVerificationStatus);
        date(fact).ifPresent(condition::setOnset);
        fact.detail("recorded").map(DateTimeType::new).ifPresent(condition::setRecordedDateElement);
        fact.detail("note").ifPresent(text -> condition.addNote().setText(text));
        return condition;
    }

    private Procedure procedure(ChartFact fact) {
        Procedure procedure = new Procedure();
        procedure.setSubject(subject);
        procedure.setCode(concept(fact.codes()));
        procedure.getStatusElement().setValueAsString(fact.detail("status").orElse(COMPLETED));
        date(fact).ifPresent(procedure::setPerformed);
        return procedure;
    }

    private Communication communication(ChartFact fact) {
        Communication communication = new Communication();
        communication.setSubject(subject);
        communication.setTopic(concept(fact.codes()));
        communication.getStatusElement().setValueAsString(fact.detail("status").orElse(COMPLETED));
        date(fact).ifPresent(communication::setSentElement);
        return communication;
    }

    private ServiceRequest serviceRequest(ChartFact fact) {
        ServiceRequest request = new ServiceRequest();
        request.setSubject(subject);
        request.setCode(concept(fact.codes()));
        request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        request.getStatusElement().setValueAsString(fact.detail("status").orElse("active"));
        date(fact).ifPresent(request::setAuthoredOnElement);
        return request;
    }

    private FamilyMemberHistory familyHistory(ChartFact fact) {
        FamilyMemberHistory history = new FamilyMemberHistory();
        history.setPatient(subject);
        history.setRelationship(code("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "FAMMEMB"));
        history.getStatusElement().setValueAsString(fact.detail("status").orElse(COMPLETED));
        history.addCondition().setCode(concept(fact.codes()));
        date(fact).ifPresent(history::setDateElement);
        return history;
    }

    private Type value(ChartFact fact, String text) {
        Optional<String> unit = fact.detail("unit");
        if (unit.isPresent()) {
            Quantity quantity = new Quantity().setValue(number(text));
            return unit.get().equals("none")
                    ? quantity
                    : quantity.setUnit(unit.get())
                            .setSystem("http://unitsofmeasure.org")
                            .setCode(unit.get());
        }
        if (fact.detail("unitText").isPresent()) {
            return new Quantity()
                    .setValue(number(text))
                    .setUnit(fact.detail("unitText").orElse(""));
        }
        if (Code.looksLike(text)) {
            return concept(List.of(Code.parse(where, text)));
        }
        if (text.equals("true") || text.equals("false")) {
            return new BooleanType(text);
        }
        if (text.matches("-?\\d+")) {
            return new IntegerType(text);
        }
        if (text.matches("-?\\d+\\.\\d+")) {
            throw new BadVignette(where, "\"" + text + "\" has no unit; write one, or unit: none.");
        }
        return text.matches("\\d{4}-\\d{2}(-\\d{2})?") ? new DateTimeType(text) : new StringType(text);
    }

    private BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new BadVignette(where, "\"" + text + "\" has a unit but is not a number.");
        }
    }

    private static Optional<DateTimeType> date(ChartFact fact) {
        return fact.detail("date").map(DateTimeType::new);
    }

    /** The status written, else the usual one; {@code missing} leaves it out. */
    private static Optional<String> status(ChartFact fact, String key, String usual) {
        return Optional.of(fact.detail(key).orElse(usual)).filter(status -> !status.equals(LEFT_OUT));
    }

    private CodeableConcept conceptOrText(String text) {
        return Code.looksLike(text) ? concept(List.of(Code.parse(where, text))) : new CodeableConcept().setText(text);
    }

    private static CodeableConcept concept(List<Code> codes) {
        CodeableConcept concept = new CodeableConcept();
        codes.forEach(code -> concept.addCoding(code.coding()));
        return concept;
    }

    private static CodeableConcept code(String system, String code) {
        return concept(List.of(new Code(system, code)));
    }
}
