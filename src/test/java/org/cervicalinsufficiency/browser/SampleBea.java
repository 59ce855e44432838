package org.cervicalinsufficiency.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.UUID;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.content.ContentFiles;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** The sample patient Bea under ids of her own: what one test stores about a patient is read in every later call. */
record SampleBea(FhirHttp http, FhirContext fhir) {

    /** Stores her, and gives her id. */
    String stored() {
        String id = "bea-" + UUID.randomUUID().toString().substring(0, 8);
        String bundle = ContentFiles.text(ContentFiles.ROOT.resolve("examples/bundle-bea.json"))
                .replace("demo-bea", id);
        FhirHttp.Answer answer = http.post("", fhir.newJsonParser().parseResource(Bundle.class, bundle));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return id;
    }

    /** The forms of a patient, the eldest first. */
    List<QuestionnaireResponse> forms(String patient) {
        return http
                .get("QuestionnaireResponse?_sort=_lastUpdated&subject=Patient/" + patient)
                .as(Bundle.class)
                .getEntry()
                .stream()
                .map(entry -> (QuestionnaireResponse) entry.getResource())
                .toList();
    }
}
