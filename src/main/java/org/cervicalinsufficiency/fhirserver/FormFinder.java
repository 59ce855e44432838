package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Finds the Questionnaire that an operation names: by id, by canonical, by identifier, or given in the call. */
final class FormFinder {

    private final DaoRegistry daos;
    private final RequestDetails call;

    FormFinder(DaoRegistry daos, RequestDetails call) {
        this.daos = daos;
        this.call = call;
    }

    /** The form with this id on this server. */
    Questionnaire byId(IdType id) {
        try {
            return daos.getResourceDao(Questionnaire.class).read(id.toVersionless(), call);
        } catch (ResourceNotFoundException | ResourceGoneException unknown) {
            throw unknown("id " + id.getIdPart());
        }
    }

    /** The form that the parameters of a call name, each of them alone. */
    Questionnaire named(
            @Nullable ParametersParameterComponent questionnaire,
            @Nullable String canonical,
            @Nullable Identifier identifier) {
        if (questionnaire != null && questionnaire.getResource() instanceof Questionnaire given) {
            return given;
        }
        if (questionnaire != null && questionnaire.getValue() instanceof Reference reference) {
            return byId(new IdType(reference.getReference()));
        }
        if (questionnaire != null
                && questionnaire.hasValue()
                && questionnaire.getValue().isPrimitive()) {
            return byCanonical(questionnaire.getValue().primitiveValue());
        }
        if (canonical != null && !canonical.isBlank()) {
            return byCanonical(canonical);
        }
        if (identifier != null && identifier.hasValue()) {
            return first(
                    new SearchParameterMap()
                            .add("identifier", new TokenParam(identifier.getSystem(), identifier.getValue())),
                    "this identifier");
        }
        throw new InvalidRequestException("No questionnaire is named: send questionnaire, canonical or identifier, "
                + "or call Questionnaire/{id}/$populate.");
    }

    private Questionnaire byCanonical(String canonical) {
        int bar = canonical.indexOf('|');
        SearchParameterMap search =
                new SearchParameterMap().add("url", new UriParam(bar < 0 ? canonical : canonical.substring(0, bar)));
        if (bar >= 0) {
            search.add("version", new TokenParam(canonical.substring(bar + 1)));
        }
        return first(search, "canonical " + canonical);
    }

    /** The newest of those found. */
    private Questionnaire first(SearchParameterMap search, String name) {
        search.setLoadSynchronous(true).setSort(new SortSpec("_lastUpdated", SortOrderEnum.DESC));
        return daos.getResourceDao(Questionnaire.class).search(search, call).getAllResources().stream()
                .map(Questionnaire.class::cast)
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static ResourceNotFoundException unknown(String name) {
        return new ResourceNotFoundException(
                "This server has no Questionnaire with " + name + "; GET Questionnaire lists those it has.");
    }
}
