package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cervicalinsufficiency.knowledge.AllowedValues;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.ParameterDefinition;
import org.hl7.fhir.r4.model.ParameterDefinition.ParameterUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PrimitiveType;

/**
 * The inputs that the library of a stored PlanDefinition says it takes: their names, their types and, where the artifact
 * lists them, their allowed values. A library that declares none takes any.
 */
final class LibraryInputs {

    private final DaoRegistry daos;

    LibraryInputs(DaoRegistry daos) {
        this.daos = daos;
    }

    /**
     * Refuses inputs that would be ignored without a word.
     *
     * @throws UnprocessableEntityException naming the parameter and what it may be
     */
    void check(RequestDetails call, Parameters parameters) {
        List<ParametersParameterComponent> given = parameters.getParameter().stream()
                .filter(parameter -> parameter.getName().equals("parameters"))
                .map(ParametersParameterComponent::getResource)
                .filter(Parameters.class::isInstance)
                .flatMap(inner -> ((Parameters) inner).getParameter().stream())
                .toList();
        if (given.isEmpty()) {
            return;
        }
        List<ParameterDefinition> declared = plan(call, parameters).stream()
                .flatMap(plan -> plan.getLibrary().stream())
                .flatMap(library -> find(Library.class, library.getValue(), call).stream())
                .flatMap(library -> library.getParameter().stream())
                .filter(definition -> definition.getUse() == ParameterUse.IN)
                .toList();
        if (!declared.isEmpty()) {
            given.forEach(input -> check(input, declared));
        }
    }

    private static void check(ParametersParameterComponent input, List<ParameterDefinition> declared) {
        ParameterDefinition definition = declared.stream()
                .filter(each -> each.getName().equals(input.getName()))
                .findFirst()
                .orElseThrow(() -> new UnprocessableEntityException("The library has no input \"" + input.getName()
                        + "\"; it takes "
                        + String.join(
                                ", ",
                                declared.stream()
                                        .map(ParameterDefinition::getName)
                                        .toList()) + "."));
        if (!input.hasValue() || !input.getValue().fhirType().equals(definition.getType())) {
            throw new UnprocessableEntityException("The input " + input.getName() + " must be given as value"
                    + capital(definition.getType()) + "; any other type would be ignored.");
        }
        List<String> allowed = AllowedValues.of(definition);
        String value = String.valueOf(input.getValue().primitiveValue());
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            throw new UnprocessableEntityException("The input " + input.getName() + " is \"" + value + "\"; it may be "
                    + String.join(" or ", allowed) + ".");
        }
    }

    private static String capital(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    /** The plan of the call: by id in the path, sent along, or by canonical. */
    private Optional<PlanDefinition> plan(RequestDetails call, Parameters parameters) {
        if (!"PlanDefinition".equals(call.getResourceName())) {
            return Optional.empty();
        }
        if (call.getId() != null && call.getId().hasIdPart()) {
            IdType id = new IdType("PlanDefinition", call.getId().getIdPart());
            return Optional.of(
                    (PlanDefinition) daos.getResourceDao("PlanDefinition").read(id, call));
        }
        return parameters.getParameter().stream()
                .map(ParametersParameterComponent::getResource)
                .filter(PlanDefinition.class::isInstance)
                .map(PlanDefinition.class::cast)
                .findFirst()
                .or(() -> canonical(parameters).flatMap(canonical -> find(PlanDefinition.class, canonical, call)));
    }

    private static Optional<String> canonical(Parameters parameters) {
        Optional<String> version = value(parameters, "version");
        return value(parameters, "canonical")
                .or(() -> value(parameters, "url")
                        .map(url -> version.map(number -> url + "|" + number).orElse(url)));
    }

    private static Optional<String> value(Parameters parameters, String name) {
        return Stream.ofNullable(parameters.getParameterValue(name))
                .map(value -> ((PrimitiveType<?>) value).getValueAsString())
                .findFirst();
    }

    private <T extends IBaseResource> Optional<T> find(Class<T> type, String canonical, RequestDetails call) {
        List<String> parts = List.of(canonical.split("\\|", 2));
        SearchParameterMap search = new SearchParameterMap().setLoadSynchronous(true);
        search.add("url", new UriParam(parts.get(0)));
        if (parts.size() > 1) {
            search.add("version", new TokenParam(parts.get(1)));
        }
        return daos.getResourceDao(type).search(search, call).getAllResources().stream()
                .map(type::cast)
                .findFirst();
    }
}
