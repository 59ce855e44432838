package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;

/**
 * Puts the forms stored here beside what a call brought. A form that comes both ways counts once: of two with the same id
 * the later by {@code authored} stays, then the later version. The logic tells forms apart by id, so no id may occur twice.
 */
public final class FormUnion {

    private static final Comparator<QuestionnaireResponse> LATER = Comparator.comparing(FormUnion::authored)
            .thenComparing(FormUnion::version)
            .thenComparing(FormUnion::updated);

    private FormUnion() {}

    /**
     * Everything that is known about the patient.
     *
     * @param given what the call brought, of any type
     * @param stored the forms stored here
     */
    public static List<Resource> of(List<Resource> given, List<QuestionnaireResponse> stored) {
        List<Resource> all = new ArrayList<>();
        Map<String, QuestionnaireResponse> forms = new LinkedHashMap<>();
        for (Resource resource : given) {
            if (resource instanceof QuestionnaireResponse form && form.hasIdElement()) {
                forms.merge(form.getIdElement().getIdPart(), form, FormUnion::laterOf);
            } else {
                all.add(resource);
            }
        }
        stored.forEach(form -> forms.merge(form.getIdElement().getIdPart(), form, FormUnion::laterOf));
        all.addAll(forms.values());
        return all;
    }

    /** The stored one where nothing tells them apart: it passed the gate. */
    private static QuestionnaireResponse laterOf(QuestionnaireResponse given, QuestionnaireResponse stored) {
        return LATER.compare(given, stored) > 0 ? given : stored;
    }

    private static Date authored(QuestionnaireResponse form) {
        return Objects.requireNonNullElse(form.getAuthored(), new Date(Long.MIN_VALUE));
    }

    private static long version(QuestionnaireResponse form) {
        String version = form.getMeta().getVersionId();
        return version != null && version.matches("\\d{1,18}") ? Long.parseLong(version) : 0;
    }

    private static Date updated(QuestionnaireResponse form) {
        return Objects.requireNonNullElse(form.getMeta().getLastUpdated(), new Date(Long.MIN_VALUE));
    }
}
