package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each type that the server offers can be created, read, updated and found; operations that it does not offer are absent. */
@ServerTest
class ServedTypesIT {

    private final FhirHttp http;
    private final FhirContext fhir;

    @Autowired
    ServedTypesIT(FhirHttp http, FhirContext fhir) {
        this.http = http;
        this.fhir = fhir;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient",
                "Practitioner",
                "Organization",
                "Encounter",
                "Condition",
                "Observation",
                "Procedure",
                "Questionnaire",
                "PlanDefinition",
                "ActivityDefinition",
                "Library",
                "ValueSet",
                "CodeSystem",
                "ConceptMap",
                "RiskAssessment",
                "ServiceRequest",
                "Communication",
                "Task",
                "Provenance",
                "Subscription"
            })
    void isCreatedReadUpdatedAndFound(String type) {
        FhirHttp.Answer created = http.post(type, resource(type, "created"));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = fhir.newJsonParser()
                .parseResource(created.body())
                .getIdElement()
                .getIdPart();

        Resource changed = resource(type, "updated");
        changed.setId(id);
        assertThat(http.put(type + "/" + id, changed).status()).isEqualTo(200);
        assertThat(http.get(type + "/" + id).body()).contains("updated");
        assertThat(http.get(type + "?_id=" + id).as(Bundle.class).getEntry()).hasSize(1);
    }

    private Resource resource(String type, String text) {
        DomainResource resource =
                (DomainResource) fhir.getResourceDefinition(type).newInstance();
        resource.getText().setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + text + "</div>");
        resource.getText().setStatus(Narrative.NarrativeStatus.GENERATED);
        if (resource instanceof MetadataResource artifact) {
            artifact.setUrl("urn:served-types:" + type);
        }
        if (resource instanceof Subscription subscription) {
            subscription.setStatus(Subscription.SubscriptionStatus.OFF);
        }
        return resource;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/$everything", "Patient/$expunge", "$expunge", "$reindex"})
    void isNotOffered(String operation) {
        assertThat(http.post(operation, new Parameters()).status()).isIn(400, 404, 405);
    }
}
