package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What the form was launched with ({@code launchContext} of SDC: a name and a content). Patient and encounter are checked
 * against the subject, the encounter goes into the response; other names are not used.
 */
final class LaunchContexts {

    private static final String NAME = "launchContext";

    private final DaoRegistry daos;
    private final RequestDetails call;
    private final String patientId;
    private final Optional<String> elsewhere;

    /**
     * @param elsewhere address of the server that holds what is named, if that is not this one
     */
    LaunchContexts(DaoRegistry daos, RequestDetails call, String patientId, Optional<String> elsewhere) {
        this.daos = daos;
        this.call = call;
        this.patientId = patientId;
        this.elsewhere = elsewhere;
    }

    /** Refuses a context of another patient; gives the encounter, where one is named. */
    Optional<Reference> encounterOf(List<ParametersParameterComponent> contexts) {
        Optional<Reference> encounter = Optional.empty();
        for (ParametersParameterComponent context : contexts) {
            String name = part(context, "name").getValue().primitiveValue();
            ParametersParameterComponent content = part(context, "content");
            if ("patient".equals(name)) {
                requireSame(NAME + " patient", reference(content));
            } else if ("encounter".equals(name)) {
                encounter = Optional.of(new Reference(encounter(content)));
            }
        }
        return encounter;
    }

    private String encounter(ParametersParameterComponent content) {
        String reference = reference(content);
        Optional<Encounter> encounter = content.getResource() instanceof Encounter given
                ? Optional.of(given)
                : elsewhere.isPresent() ? Optional.empty() : stored(new IdType(reference));
        encounter
                .map(Encounter::getSubject)
                .map(Reference::getReference)
                .ifPresent(subject -> requireSame(NAME + " encounter", subject));
        boolean relative = !new IdType(reference).isAbsolute();
        return elsewhere
                .filter(base -> relative)
                .map(base -> base + "/" + reference)
                .orElse(reference);
    }

    private Optional<Encounter> stored(IdType id) {
        try {
            return Optional.of(daos.getResourceDao(Encounter.class).read(id.toVersionless(), call));
        } catch (ResourceNotFoundException | ResourceGoneException unknown) {
            throw new UnprocessableEntityException(
                    NAME + " encounter names an Encounter that this server does not have; "
                            + "send the Encounter itself as resource, or leave the context out.");
        }
    }

    private void requireSame(String name, String reference) {
        if (!SubjectOfForm.id(reference, name, SubjectOfForm.Server.of(elsewhere, call))
                .equals(patientId)) {
            throw new UnprocessableEntityException(
                    name + " belongs to another patient than subject; start again with the right patient.");
        }
    }

    private static String reference(ParametersParameterComponent content) {
        Resource resource = content.getResource();
        if (resource != null && resource.hasId()) {
            return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        }
        if (content.getValue() instanceof Reference reference && reference.hasReference()) {
            return reference.getReference();
        }
        throw new InvalidRequestException(NAME + ": content must be a valueReference or a resource with an id.");
    }

    private static ParametersParameterComponent part(ParametersParameterComponent context, String name) {
        return context.getPart().stream()
                .filter(part -> name.equals(part.getName()))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        NAME + " has no part " + name + ": send the parts name (patient or encounter) and content."));
    }
}
