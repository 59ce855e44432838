package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Objects;
import org.cervicalinsufficiency.questionnaire.SubmissionKey;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;

/**
 * Tells whether a form says the same as the one stored under its identifier. What was sent may name resources by
 * placeholders or conditions, for which the store wrote their ids: the patient is looked up, the others are set aside.
 */
final class SentAgain {

    private static final String PATIENT_WITH = "Patient?";

    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final MatchUrlService conditions;
    private final TenantStore home;

    SentAgain(FhirContext fhir, DaoRegistry daos, MatchUrlService conditions, TenantStore home) {
        this.fhir = fhir;
        this.daos = daos;
        this.conditions = conditions;
        this.home = home;
    }

    boolean isSame(QuestionnaireResponse sent, QuestionnaireResponse stored, RequestDetails call) {
        BundledForms bundled = BundledForms.of(call);
        return isSamePatient(sent.getSubject(), stored.getSubject(), bundled)
                && content(sent, sent, bundled).equals(content(stored, sent, bundled));
    }

    private boolean isSamePatient(Reference sent, Reference stored, BundledForms bundled) {
        if (!sent.hasReference()) {
            Identifier one = sent.getIdentifier();
            Identifier other = stored.getIdentifier();
            return !stored.hasReference()
                    && Objects.equals(one.getSystem(), other.getSystem())
                    && Objects.equals(one.getValue(), other.getValue());
        }
        String name = bundled.stable(sent.getReference());
        if (name == null || !stored.hasReference()) {
            return false;
        }
        return name.equals(stored.getReference())
                || name.startsWith(PATIENT_WITH)
                        && found(name)
                                .equals(List.of(stored.getReferenceElement().getIdPart()));
    }

    private List<String> found(String condition) {
        SearchParameterMap search = conditions.translateMatchUrl(condition, fhir.getResourceDefinition(Patient.class));
        search.setLoadSynchronous(true);
        return daos.getResourceDao(Patient.class).searchForResourceIds(search, home.asServer()).stream()
                .map(id -> String.valueOf(id.getIdPart()))
                .toList();
    }

    /** What one of the two says, without the references that the store replaced. */
    private String content(QuestionnaireResponse form, QuestionnaireResponse sent, BundledForms bundled) {
        QuestionnaireResponse content = form.copy().setSubject(null);
        List<Reference> references = references(content);
        List<Reference> asSent = references(sent.copy().setSubject(null));
        for (int each = 0; each < Math.min(references.size(), asSent.size()); each++) {
            String reference = asSent.get(each).getReference();
            if (bundled.isReplaced(reference)) {
                references.get(each).setReference(null).setResource(null);
            }
        }
        return SubmissionKey.of(fhir, content, "").getValue();
    }

    private List<Reference> references(QuestionnaireResponse form) {
        return fhir.newTerser().getAllPopulatedChildElementsOfType(form, Reference.class);
    }
}
