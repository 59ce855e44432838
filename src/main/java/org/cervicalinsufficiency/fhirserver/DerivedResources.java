package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.codesystems.ConditionVerStatus;

/**
 * Writes and withdraws what was made out of forms, in the transaction under way. Withdrawn means entered in error, not
 * deleted: whoever copied an entry can still learn that it no longer holds.
 */
final class DerivedResources {

    private final DaoRegistry daos;
    private final StoreWriter writer;

    DerivedResources(DaoRegistry daos, StoreWriter writer) {
        this.daos = daos;
        this.writer = writer;
    }

    /** Makes what was written so far visible to references. */
    void flush() {
        writer.flush();
    }

    /** Creates or supersedes a resource under its own id; one that says the same stays as it is. */
    <T extends Resource> void write(T resource, TenantStore home) {
        writer.put(resource, home);
    }

    /** What was made out of a form so far, as {@code Type/id}. */
    List<String> targets(String responseId, TenantStore home) {
        return read(Provenance.class, DerivedIds.provenance(responseId), home)
                .map(provenance -> provenance.getTarget().stream()
                        .map(target -> new IdType(target.getReference())
                                .toUnqualifiedVersionless()
                                .getValue())
                        .toList())
                .orElse(List.of());
    }

    /** A stored resource, if there is one. */
    <T extends Resource> Optional<T> read(Class<T> type, String id, TenantStore home) {
        try {
            return Optional.of(daos.getResourceDao(type).read(new IdType(type.getSimpleName(), id), home.asServer()));
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            return Optional.empty();
        }
    }

    /** Withdraws an Observation, Condition or RiskAssessment; nothing else is ever made out of a form. */
    void withdraw(String reference, TenantStore home) {
        IdType id = new IdType(reference);
        String bare = id.getIdPart();
        switch (String.valueOf(id.getResourceType())) {
            case "Observation" ->
                read(Observation.class, bare, home)
                        .ifPresent(fact -> write(fact.setStatus(Observation.ObservationStatus.ENTEREDINERROR), home));
            case "Condition" -> read(Condition.class, bare, home).ifPresent(condition -> withdraw(condition, home));
            case "RiskAssessment" ->
                read(RiskAssessment.class, bare, home)
                        .ifPresent(risk ->
                                write(risk.setStatus(RiskAssessment.RiskAssessmentStatus.ENTEREDINERROR), home));
            default -> throw new IllegalStateException("No " + reference + " is made out of a form.");
        }
    }

    /** The standard forbids a clinical status beside "entered in error". */
    private void withdraw(Condition condition, TenantStore home) {
        condition.setClinicalStatus(null);
        condition.setVerificationStatus(new CodeableConcept(new Coding(
                ConditionVerStatus.ENTEREDINERROR.getSystem(), ConditionVerStatus.ENTEREDINERROR.toCode(), null)));
        write(condition, home);
    }
}
