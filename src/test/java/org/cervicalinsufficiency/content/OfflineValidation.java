package org.cervicalinsufficiency.content;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.executor.InterceptorService;
import ca.uhn.fhir.rest.server.interceptor.validation.ValidationMessageUnknownCodeSystemPostProcessingInterceptor;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's validator without a network. It knows FHIR R4 and the artifacts given to it; a code system it does not know
 * (SNOMED CT, LOINC, ICD-10-CM) is no error.
 */
public final class OfflineValidation {

    private final FhirValidator validator;

    /** A validator that knows these artifacts besides FHIR R4 itself. */
    public OfflineValidation(List<? extends MetadataResource> artifacts) {
        var own = new OwnArtifacts();
        artifacts.forEach(own::addResource);
        var chain = new ValidationSupportChain(
                own,
                new DefaultProfileValidationSupport(ContentFiles.CONTEXT),
                new CommonCodeSystemsTerminologyService(ContentFiles.CONTEXT),
                new InMemoryTerminologyServerValidationSupport(ContentFiles.CONTEXT));
        var interceptors = new InterceptorService();
        interceptors.registerInterceptor(new ValidationMessageUnknownCodeSystemPostProcessingInterceptor(
                IValidationSupport.IssueSeverity.WARNING));
        validator = ContentFiles.CONTEXT.newValidator();
        validator.setInterceptorBroadcaster(interceptors);
        validator.registerValidatorModule(new FhirInstanceValidator(chain));
    }

    /** The errors of a resource, one line each with its place; empty if it is valid. */
    public List<String> errors(Resource resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(OfflineValidation::line)
                .toList();
    }

    private static String line(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }

    /** HAPI's own class drops Questionnaires without a word; a response could then not be checked. */
    private static final class OwnArtifacts extends PrePopulatedValidationSupport {

        private final Map<String, Questionnaire> questionnaires = new HashMap<>();

        OwnArtifacts() {
            super(ContentFiles.CONTEXT);
        }

        @Override
        public void addResource(IBaseResource resource) {
            if (resource instanceof Questionnaire questionnaire) {
                questionnaires.put(questionnaire.getUrl(), questionnaire);
                questionnaires.put(questionnaire.getUrl() + "|" + questionnaire.getVersion(), questionnaire);
            } else {
                super.addResource(resource);
            }
        }

        @Override
        public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String uri) {
            Questionnaire questionnaire = questionnaires.get(uri);
            if (questionnaire != null && (type == null || type.isInstance(questionnaire))) {
                @SuppressWarnings("unchecked")
                T found = (T) questionnaire;
                return found;
            }
            return super.fetchResource(type, uri);
        }
    }
}
