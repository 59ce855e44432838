package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.codesystems.ConditionClinical;
import org.hl7.fhir.r4.model.codesystems.ConditionVerStatus;
import org.hl7.fhir.r4.model.codesystems.DataAbsentReason;
import org.hl7.fhir.r4.model.codesystems.ObservationCategory;

/**
 * The facts that the answers of a form state, as resources. Which item becomes which resource is said by extensions of the
 * Questionnaire: an item with the SDC extension for observation-based extraction becomes an Observation under the item's
 * own codes; an option marked {@code extract-condition} becomes a Condition under the option's code. What nobody knows
 * states nothing.
 */
final class AnswerFacts {

    private static final String OBSERVATION = "sdc-questionnaire-observationExtract";
    private static final String CONDITION = "extract-condition";
    private static final String NOTHING = "states-nothing";
    private static final String EFFECTIVE = "extract-effective";
    private static final String METHOD = "extract-method";

    private final Map<String, QuestionnaireItemComponent> items = new HashMap<>();
    private final Coding origin;

    /** For one form; every fact carries the tag given. */
    AnswerFacts(Questionnaire form, Coding origin) {
        this.origin = origin;
        form.getItem().forEach(this::index);
    }

    private void index(QuestionnaireItemComponent item) {
        items.put(item.getLinkId(), item);
        item.getItem().forEach(this::index);
    }

    /** The facts of a response, each with an id that follows from the response's. */
    List<Resource> of(QuestionnaireResponse response) {
        Map<String, QuestionnaireResponseItemComponent> answered = new HashMap<>();
        response.getItem().forEach(item -> index(item, answered));
        List<Resource> facts = new ArrayList<>();
        answered.values().stream()
                .filter(item -> items.containsKey(item.getLinkId()))
                .forEach(item -> item.getAnswer()
                        .forEach(answer -> fact(item.getLinkId(), answer, response, answered)
                                .ifPresent(facts::add)));
        facts.sort(java.util.Comparator.comparing(fact -> fact.getIdElement().getIdPart()));
        return facts;
    }

    private static void index(
            QuestionnaireResponseItemComponent item, Map<String, QuestionnaireResponseItemComponent> answered) {
        if (item.hasAnswer()) {
            answered.put(item.getLinkId(), item);
        }
        item.getItem().forEach(child -> index(child, answered));
    }

    private Optional<Resource> fact(
            String linkId,
            QuestionnaireResponseItemAnswerComponent answer,
            QuestionnaireResponse response,
            Map<String, QuestionnaireResponseItemComponent> answered) {
        QuestionnaireItemComponent item = items.get(linkId);
        if (item == null || !answer.hasValue() || statesNothing(item, answer.getValue())) {
            return Optional.empty();
        }
        Optional<Coding> diagnosis = option(item, answer.getValue(), CONDITION);
        String responseId = response.getIdElement().getIdPart();
        if (diagnosis.isPresent()) {
            Condition condition = condition(diagnosis.get(), response);
            condition.setId(DerivedIds.fact(responseId, linkId, diagnosis.get().getCode()));
            return Optional.of(condition);
        }
        if (extension(item, OBSERVATION).isEmpty()) {
            return Optional.empty();
        }
        Observation observation = observation(item, answer.getValue(), response);
        effective(item, response, answered).ifPresent(observation::setEffective);
        linked(item, METHOD, answered)
                .filter(Coding.class::isInstance)
                .ifPresent(method -> observation.setMethod(new CodeableConcept((Coding) method.copy())));
        String value = item.getRepeats() && answer.getValue() instanceof Coding coding ? coding.getCode() : "";
        observation.setId(DerivedIds.fact(responseId, linkId, value));
        return Optional.of(observation);
    }

    private Observation observation(QuestionnaireItemComponent item, Type value, QuestionnaireResponse response) {
        Observation observation = new Observation();
        observation.getMeta().addTag(origin.copy());
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation
                .addCategory()
                .addCoding(new Coding(
                        ObservationCategory.SURVEY.getSystem(),
                        ObservationCategory.SURVEY.toCode(),
                        ObservationCategory.SURVEY.getDisplay()));
        item.getCode().forEach(code -> observation.getCode().addCoding(code.copy()));
        observation.setSubject(response.getSubject().copy());
        observation.addDerivedFrom(referenceTo(response));
        if (response.hasEncounter()) {
            observation.setEncounter(response.getEncounter().copy());
        }
        observation.setValue(valueOf(value));
        return observation;
    }

    private static Type valueOf(Type value) {
        if (value instanceof Coding coding) {
            return new CodeableConcept(coding.copy());
        }
        return value instanceof DateType date ? new DateTimeType(date.getValueAsString()) : value.copy();
    }

    /** When it was true: the date that another item asks for, which may be unanswered; else the day of the form. */
    private Optional<DateTimeType> effective(
            QuestionnaireItemComponent item,
            QuestionnaireResponse response,
            Map<String, QuestionnaireResponseItemComponent> answered) {
        if (extension(item, EFFECTIVE).isPresent()) {
            return linked(item, EFFECTIVE, answered)
                    .filter(DateType.class::isInstance)
                    .map(date -> new DateTimeType(((DateType) date).getValueAsString()));
        }
        return response.hasAuthored()
                ? Optional.of(response.getAuthoredElement().copy())
                : Optional.empty();
    }

    private Optional<Type> linked(
            QuestionnaireItemComponent item, String name, Map<String, QuestionnaireResponseItemComponent> answered) {
        return extension(item, name)
                .map(extension -> extension.getValue().primitiveValue())
                .flatMap(linkId -> Optional.ofNullable(answered.get(linkId)))
                .flatMap(other -> Optional.ofNullable(items.get(other.getLinkId()))
                        .filter(asked ->
                                !statesNothing(asked, other.getAnswerFirstRep().getValue()))
                        .map(asked -> other.getAnswerFirstRep().getValue()));
    }

    private Condition condition(Coding diagnosis, QuestionnaireResponse response) {
        Condition condition = new Condition();
        condition.getMeta().addTag(origin.copy());
        condition.setClinicalStatus(concept(ConditionClinical.ACTIVE.getSystem(), ConditionClinical.ACTIVE.toCode()));
        condition.setVerificationStatus(
                concept(ConditionVerStatus.UNCONFIRMED.getSystem(), ConditionVerStatus.UNCONFIRMED.toCode()));
        condition.setCode(new CodeableConcept(diagnosis.copy()));
        condition.setSubject(response.getSubject().copy());
        condition.addEvidence().addDetail(referenceTo(response));
        if (response.hasEncounter()) {
            condition.setEncounter(response.getEncounter().copy());
        }
        if (response.hasAuthored()) {
            condition.setRecordedDateElement(response.getAuthoredElement().copy());
        }
        return condition;
    }

    private static boolean statesNothing(QuestionnaireItemComponent item, Type value) {
        return value instanceof Coding coding
                && (DataAbsentReason.ASKEDUNKNOWN.getSystem().equals(coding.getSystem())
                        || option(item, coding, NOTHING).isPresent());
    }

    /** The option that was chosen, if the form marks it with this extension. */
    private static Optional<Coding> option(QuestionnaireItemComponent item, Type value, String mark) {
        if (!(value instanceof Coding chosen)) {
            return Optional.empty();
        }
        return item.getAnswerOption().stream()
                .filter(option -> extension(option, mark).isPresent())
                .filter(option -> option.getValue() instanceof Coding)
                .map(option -> (Coding) option.getValue())
                .filter(coding -> coding.getCode().equals(chosen.getCode())
                        && coding.getSystem().equals(chosen.getSystem()))
                .findFirst();
    }

    private static Optional<Extension> extension(Element element, String name) {
        return Stream.of(element)
                .flatMap(each -> each.getExtension().stream())
                .filter(extension -> extension.getUrl().endsWith("/StructureDefinition/" + name))
                .findFirst();
    }

    static Reference referenceTo(QuestionnaireResponse response) {
        return new Reference("QuestionnaireResponse/" + response.getIdElement().getIdPart());
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }
}
