package org.cervicalinsufficiency.questionnaire;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.tenant.Tenant;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** Finds out whose a form is, and whose forms a call asks for, within one tenant. */
public final class FormOwners {

    private static final String PATIENT = "Patient/";

    private final Tenant tenant;

    /** For the forms of one tenant. */
    public FormOwners(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * The owner that the subject of a form names; without names if it names nobody. Where it names a patient by reference,
     * an identifier beside that adds nothing: if it were another patient's, that patient would be given these answers.
     */
    public FormOwner of(Reference subject) {
        Optional<String> name = subject.hasReference() ? name(subject.getReference()) : Optional.empty();
        return new FormOwner(
                tenant.id(),
                name.or(() -> token(subject.getIdentifier())).stream().collect(Collectors.toSet()));
    }

    /**
     * The owner whose forms belong to a call.
     *
     * @param patientId bare id of the patient in context
     * @param fhirServer base URL of the caller's FHIR server, if it told one
     * @param patient the patient as the caller sent it, for the identifiers
     */
    public FormOwner of(String patientId, Optional<String> fhirServer, Optional<Patient> patient) {
        Set<String> names = new LinkedHashSet<>();
        if (isOwnServer(fhirServer)) {
            names.add(PATIENT + patientId);
        }
        fhirServer.flatMap(base -> name(base + "/" + PATIENT + patientId)).ifPresent(names::add);
        patient.map(Patient::getIdentifier).orElse(List.of()).stream()
                .flatMap(identifier -> token(identifier).stream())
                .forEach(names::add);
        return new FormOwner(tenant.id(), names);
    }

    /** A caller who names another server than the tenant's speaks of other patients, even where their ids are the same. */
    private boolean isOwnServer(Optional<String> fhirServer) {
        return tenant.ehr().fhirBases().isEmpty()
                || fhirServer.map(this::isServerOfTenant).orElse(true);
    }

    /** Whether an address is one of the tenant's FHIR servers. */
    public boolean isServerOfTenant(String base) {
        String plain = base.endsWith("/") ? base : base + "/";
        return tenant.relative(plain).filter(String::isEmpty).isPresent();
    }

    /** The bare id of the subject where it is a patient of this server; an address elsewhere is none. */
    public static Optional<String> localPatientId(Reference subject) {
        IdType id = new IdType(subject.hasReference() ? subject.getReference() : "");
        boolean local = !id.isAbsolute() && "Patient".equals(id.getResourceType()) && id.hasIdPart();
        return local ? Optional.of(id.getIdPart()) : Optional.empty();
    }

    private Optional<String> name(String reference) {
        IdType id = new IdType(tenant.relative(reference).orElse(reference)).toVersionless();
        return "Patient".equals(id.getResourceType()) && id.hasIdPart() ? Optional.of(id.getValue()) : Optional.empty();
    }

    /** An identifier without a system says nothing: the same number stands for others elsewhere. */
    private static Optional<String> token(Identifier identifier) {
        return identifier.hasSystem() && identifier.hasValue()
                ? Optional.of(identifier.getSystem() + "|" + identifier.getValue())
                : Optional.empty();
    }
}
