package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;

/**
 * Refuses a call of {@code $apply} that the stock operation would answer with a plan without actions, which reads as "no
 * risk": a subject that nobody knows, or an input of the library that it does not take.
 */
final class ApplyChecks {

    private static final String PATIENT = "Patient";
    private static final Set<String> ENDPOINTS = Set.of("dataEndpoint", "contentEndpoint", "terminologyEndpoint");

    private final DaoRegistry daos;
    private final LibraryInputs inputs;

    ApplyChecks(DaoRegistry daos) {
        this.daos = daos;
        this.inputs = new LibraryInputs(daos);
    }

    /**
     * Checks a call before the operation does anything. Not a HAPI interceptor: what those throw is logged with its message,
     * and this one names a patient.
     *
     * @throws ResourceNotFoundException if the subject is not known
     * @throws UnprocessableEntityException if another parameter cannot be used; its message says which and what to do
     */
    void check(RequestDetails call) {
        Parameters parameters = call.getResource() instanceof Parameters posted ? posted : new Parameters();
        refuseEndpoints(parameters);
        List<String> subjects = subjects(call, parameters);
        if (subjects.isEmpty()) {
            throw new UnprocessableEntityException(
                    "The parameter subject is missing; name the patient as Patient/[id].");
        }
        subjects.forEach(subject -> requireKnown(subject, parameters, call));
        inputs.check(call, parameters);
    }

    /** The stock operation would read from an address that the caller chooses. */
    private static void refuseEndpoints(Parameters parameters) {
        parameters.getParameter().stream()
                .map(ParametersParameterComponent::getName)
                .filter(ENDPOINTS::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw new UnprocessableEntityException("The parameter " + name
                            + " is not taken: this server reads its own store alone; send what is to be used in data.");
                });
    }

    private static List<String> subjects(RequestDetails call, Parameters parameters) {
        String[] inAddress = call.getParameters().getOrDefault("subject", new String[0]);
        return Stream.concat(
                        Stream.of(inAddress),
                        parameters.getParameter().stream()
                                .filter(parameter -> parameter.getName().equals("subject") && parameter.hasValue())
                                .map(parameter -> parameter.getValue().primitiveValue()))
                .filter(subject -> subject != null && !subject.isBlank())
                .toList();
    }

    private void requireKnown(String subject, Parameters parameters, RequestDetails call) {
        IdType id = new IdType(subject);
        if (!id.hasIdPart() || id.isAbsolute() || (id.hasResourceType() && !PATIENT.equals(id.getResourceType()))) {
            throw new UnprocessableEntityException(
                    "The parameter subject is \"" + subject + "\"; it must name a patient as Patient/[id].");
        }
        boolean sent = sent(parameters)
                .anyMatch(resource ->
                        resource.fhirType().equals(PATIENT) && id.getIdPart().equals(resource.getIdPart()));
        if (!sent && !(readsStored(parameters) && isStored(id.getIdPart(), call))) {
            throw new ResourceNotFoundException("The subject " + PATIENT + "/" + id.getIdPart()
                    + " is neither stored here nor in the parameter data; store the patient or send it in data.");
        }
    }

    private static Stream<Resource> sent(Parameters parameters) {
        return parameters.getParameter().stream()
                .filter(parameter -> List.of("data", "prefetchData").contains(parameter.getName()))
                .flatMap(parameter -> Stream.concat(Stream.of(parameter), parameter.getPart().stream()))
                .map(ParametersParameterComponent::getResource)
                .flatMap(ApplyChecks::contents);
    }

    private static Stream<Resource> contents(Resource resource) {
        return resource instanceof Bundle bundle
                ? bundle.getEntry().stream()
                        .filter(Bundle.BundleEntryComponent::hasResource)
                        .map(Bundle.BundleEntryComponent::getResource)
                : Stream.ofNullable(resource);
    }

    private static boolean readsStored(Parameters parameters) {
        return !(parameters.getParameterValue("useServerData") instanceof BooleanType use) || use.booleanValue();
    }

    private boolean isStored(String id, RequestDetails call) {
        try {
            daos.getResourceDao(PATIENT).read(new IdType(PATIENT, id), call);
            return true;
        } catch (ResourceNotFoundException | ResourceGoneException unknown) {
            return false;
        }
    }
}
