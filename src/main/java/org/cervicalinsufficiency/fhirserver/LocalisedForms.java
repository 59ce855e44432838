package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cervicalinsufficiency.questionnaire.FormLocaliser;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Questionnaire;

/**
 * Serves Questionnaires in the language of the reader: read, version read and search. Who names no language gets the
 * artifact as it is stored, with all its translations. Each language is a representation of its own, with its own ETag.
 */
@Interceptor
public final class LocalisedForms {

    private static final String FORM = "Questionnaire";
    private static final Set<RestOperationTypeEnum> READS =
            Set.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);
    private static final Set<RestOperationTypeEnum> SEARCHES =
            Set.of(RestOperationTypeEnum.SEARCH_TYPE, RestOperationTypeEnum.GET_PAGE);

    LocalisedForms() {}

    /**
     * HAPI's hook before a call is handled. HAPI knows the validator of the stored resource only, and would answer "not
     * modified" to a reader who holds another language: a localised read is always answered in full.
     */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void received(ServletRequestDetails call, RestOperationTypeEnum operation) {
        if (FORM.equals(call.getResourceName())
                && READS.contains(operation)
                && !ReaderLanguages.of(call, false).isEmpty()) {
            call.setHeaders("If-None-Match", List.of());
            call.setHeaders("If-Modified-Since", List.of());
        }
    }

    /** HAPI's hook before an answer is written. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(ServletRequestDetails call, ResponseDetails answer) {
        RestOperationTypeEnum operation = call.getRestOperationType();
        boolean search = SEARCHES.contains(operation);
        if (!FORM.equals(call.getResourceName()) || !(search || READS.contains(operation))) {
            return;
        }
        call.getServletResponse().addHeader("Vary", "Accept-Language");
        List<Locale> wanted = ReaderLanguages.of(call, search);
        if (wanted.isEmpty()) {
            return;
        }
        if (answer.getResponseResource() instanceof Questionnaire form) {
            String language = FormLocaliser.language(form, wanted);
            answer.setResponseResource(FormLocaliser.localised(form, language));
            call.getServletResponse().setHeader("Content-Language", language);
            call.setServletResponse(new TaggedByLanguage(call.getServletResponse(), language));
        } else if (answer.getResponseResource() instanceof Bundle found) {
            answer.setResponseResource(localised(found, wanted));
        }
    }

    /** Each hit in the best language that it has; an entry says its language itself. */
    private static Bundle localised(Bundle found, List<Locale> wanted) {
        Bundle copy = found.copy();
        for (Bundle.BundleEntryComponent entry : copy.getEntry()) {
            if (entry.getResource() instanceof Questionnaire form) {
                entry.setResource(FormLocaliser.localised(form, FormLocaliser.language(form, wanted)));
            }
        }
        return copy;
    }

    /** HAPI writes the ETag after the hook; here it learns the language. */
    private static final class TaggedByLanguage extends HttpServletResponseWrapper {

        private final String language;

        TaggedByLanguage(HttpServletResponse response, String language) {
            super(response);
            this.language = language;
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, tagged(name, value));
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, tagged(name, value));
        }

        private String tagged(String name, String value) {
            boolean tag = "ETag".equalsIgnoreCase(name) && value.endsWith("\"");
            return tag ? value.substring(0, value.length() - 1) + "-" + language + "\"" : value;
        }
    }
}
