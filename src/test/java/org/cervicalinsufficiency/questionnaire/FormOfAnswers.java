package org.cervicalinsufficiency.questionnaire;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.content.ContentFiles;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** Filled screening forms for tests; the due date makes it 18 weeks on 2026-06-15. */
public final class FormOfAnswers {

    private static final Questionnaire FORM =
            ContentFiles.read(Questionnaire.class, "questionnaire/cervical-insufficiency-screening.json");

    /** The form that is served. */
    public static final String QUESTIONNAIRE =
            "https://cervical-insufficiency.example/fhir/Questionnaire/cervical-insufficiency-screening|0.1.0";

    private static final String OWN = "https://cervical-insufficiency.example/fhir/CodeSystem/screening-answer";
    private static final String YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136";

    private final QuestionnaireResponse response = new QuestionnaireResponse();

    private FormOfAnswers(Reference subject, String authored) {
        response.setQuestionnaire(QUESTIONNAIRE);
        response.setStatus(QuestionnaireResponseStatus.COMPLETED);
        response.setSubject(subject);
        response.setAuthoredElement(new DateTimeType(authored));
    }

    /** Every tier-bearing question answered "no". */
    public static FormOfAnswers allNo(Reference subject, String authored) {
        FormOfAnswers form = new FormOfAnswers(subject, authored);
        form.put("preg.status", new Coding("http://snomed.info/sct", "77386006", null));
        form.put("preg.edd", new DateType("2026-11-16"));
        form.put("preg.edd-agreed", no());
        form.put("preg.fetuses", own("one"));
        form.put("preg.stitch-now", no());
        form.put("preg.now-problem", own("none"));
        form.put("ob.any", no());
        form.put("gyn.excision", own("none"));
        form.put("gyn.dnc-count", own("none"));
        form.put("gyn.asherman", no());
        form.put("cong.uterus", own("none"));
        form.put("cong.collagen", no());
        form.put("cong.des", no());
        form.put("sym.pressure", no());
        form.put("sym.fluid", no());
        return form;
    }

    /** An earlier baby born too early, everything else "no". */
    public static FormOfAnswers earlyBirth(Reference subject, String authored) {
        FormOfAnswers form = allNo(subject, authored).with("ob.any", yes());
        List.of("ob.loss2t", "ob.pprom", "ob.ci-dx", "ob.stitch-past", "ob.cs-full", "ob.cervical-tear", "ob.short-cx")
                .forEach(linkId -> form.put(linkId, no()));
        return form.with("ob.sptb", yes()).with("ob.sptb-ga", own("gestation-24-33"));
    }

    /** Answers an item, in place of a former answer. */
    public FormOfAnswers with(String linkId, Type... answers) {
        put(linkId, answers);
        return this;
    }

    private void put(String linkId, Type... answers) {
        String group = linkId.contains(".") ? linkId.substring(0, linkId.indexOf('.')) : linkId;
        QuestionnaireResponseItemComponent parent = find(response.getItem(), group);
        if (parent == null) {
            parent = response.addItem().setLinkId(group);
        }
        QuestionnaireResponseItemComponent item = find(parent.getItem(), linkId);
        if (item == null) {
            item = parent.addItem().setLinkId(linkId);
        }
        item.getAnswer().clear();
        for (Type answer : answers) {
            item.addAnswer().setValue(answer);
        }
    }

    private static @org.jspecify.annotations.Nullable QuestionnaireResponseItemComponent find(
            List<QuestionnaireResponseItemComponent> items, String linkId) {
        Map<String, QuestionnaireResponseItemComponent> byLinkId = new LinkedHashMap<>();
        items.forEach(item -> byLinkId.put(item.getLinkId(), item));
        return byLinkId.get(linkId);
    }

    /** The form under an id. */
    public QuestionnaireResponse withId(String id) {
        QuestionnaireResponse copy = unsent();
        copy.setId(id);
        return copy;
    }

    /** The form as a client would post it. */
    public QuestionnaireResponse unsent() {
        QuestionnaireResponse copy = response.copy();
        inOrder(copy.getItem(), FORM.getItem());
        return copy;
    }

    private static void inOrder(List<QuestionnaireResponseItemComponent> items, List<QuestionnaireItemComponent> form) {
        List<String> order =
                form.stream().map(QuestionnaireItemComponent::getLinkId).toList();
        items.sort(Comparator.comparingInt(item -> order.indexOf(item.getLinkId())));
        items.forEach(item -> form.stream()
                .filter(asked -> asked.getLinkId().equals(item.getLinkId()))
                .forEach(asked -> inOrder(item.getItem(), asked.getItem())));
    }

    public static Coding yes() {
        return new Coding(YES_NO, "Y", "Yes");
    }

    public static Coding no() {
        return new Coding(YES_NO, "N", "No");
    }

    public static Coding notKnown() {
        return new Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "asked-unknown", null);
    }

    /** An option of our own. */
    public static Coding own(String code) {
        return new Coding(OWN, code, null);
    }

    /** A length. */
    public static Quantity millimetres(String value) {
        return new Quantity()
                .setValue(new java.math.BigDecimal(value))
                .setUnit("mm")
                .setSystem("http://unitsofmeasure.org")
                .setCode("mm");
    }
}
