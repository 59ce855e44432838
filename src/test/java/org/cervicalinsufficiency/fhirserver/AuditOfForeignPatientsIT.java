package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Forms about patients who are no resource of this server are audited like others. */
@ServerTest
class AuditOfForeignPatientsIT {

    private static final OfflineValidation VALIDATION = new OfflineValidation(List.of());
    private static final String EHR = "https://ehr.example/fhir/";
    private static final String AUTHORED = "2026-06-15T10:00:00Z";

    private final FhirHttp http;
    private final FormCalls calls;
    private final String id = "foreign-" + UUID.randomUUID();

    @Autowired
    AuditOfForeignPatientsIT(FhirHttp http) {
        this.http = http;
        this.calls = new FormCalls(http);
    }

    private List<AuditEvent> events(String interaction) {
        List<AuditEvent> events = http
                .get("AuditEvent?_count=200&_sort=-_lastUpdated&subtype=" + interaction)
                .as(Bundle.class)
                .getEntry()
                .stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
        events.forEach(event -> assertThat(VALIDATION.errors(event)).isEmpty());
        return events;
    }

    private static Stream<String> named(AuditEvent event) {
        return event.getEntity().stream()
                .map(entity -> String.valueOf(entity.getWhat().getIdentifier().getValue()));
    }

    private List<AuditEvent> about(String interaction, String resource) {
        return events(interaction).stream()
                .filter(event -> named(event)
                        .map(name -> name.replaceFirst("/_history/.*", ""))
                        .anyMatch(resource::equals))
                .toList();
    }

    /** Who is told by a number only is in no compartment; what is read is about a patient all the same. */
    @Test
    void writesReadsOfFormsAboutANumberedPatientDown() {
        Reference numbered = new Reference();
        numbered.getIdentifier().setSystem("urn:mrn").setValue("number-of-" + id);
        String stored =
                calls.submit(FormOfAnswers.earlyBirth(numbered, AUTHORED).unsent());
        String form = "QuestionnaireResponse/" + stored;
        List<String> made =
                http.get("Provenance/" + DerivedIds.provenance(stored)).as(Provenance.class).getTarget().stream()
                        .map(target -> target.getReferenceElement()
                                .toUnqualifiedVersionless()
                                .getValue())
                        .toList();
        assertThat(made).anyMatch(one -> one.startsWith("RiskAssessment/"));
        for (String read : Stream.concat(made.stream(), Stream.of(form)).toList()) {
            assertThat(http.get(read).status()).isEqualTo(200);
            assertThat(about("read", read)).as(read).hasSize(1);
        }
        for (String call : List.of("/_history/1", "/_history", "/$assess")) {
            assertThat(http.get(form + call).status()).as(call).isEqualTo(200);
        }

        for (String interaction : List.of("vread", "history-instance", "operation")) {
            assertThat(about(interaction, form)).as(interaction).hasSize(1);
        }
        assertThat(Stream.of("create", "read", "vread", "history-instance", "operation")
                        .flatMap(interaction -> about(interaction, form).stream())
                        .map(event -> FhirContext.forR4Cached().newJsonParser().encodeResourceToString(event)))
                .hasSizeGreaterThan(4)
                .noneMatch(text -> text.contains("number-of-"));
    }

    /** The same id at an EHR and here are two patients. */
    @Test
    void namesThePatientOfAnEhrWithItsAddress() {
        String patient = EHR + "Patient/" + id;
        String form = "QuestionnaireResponse/"
                + calls.submit(
                        FormOfAnswers.allNo(new Reference(patient), AUTHORED).unsent());
        assertThat(http.get(form).status()).isEqualTo(200);

        for (String interaction : List.of("create", "read")) {
            assertThat(about(interaction, form))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(named(event)).contains(patient).doesNotContain("Patient/" + id));
        }
    }

    /** What was looked for is written down as it was asked, also where nothing was found. */
    @Test
    void writesDownWhomASearchNamedByItsAddress() {
        String patient = EHR + "Patient/" + id + "-" + "x7.".repeat(40) + "end";
        assertThat(http.get("QuestionnaireResponse?subject=" + patient).status())
                .isEqualTo(200);
        assertThat(http.get("QuestionnaireResponse?identifier=urn:mrn%7Cnumber-of-" + id)
                        .status())
                .isEqualTo(200);

        List<String> queries = events("search-type").stream()
                .flatMap(event -> event.getEntity().stream())
                .filter(AuditEvent.AuditEventEntityComponent::hasQuery)
                .map(entity -> new String(entity.getQuery(), StandardCharsets.UTF_8))
                .toList();
        assertThat(queries)
                .contains("QuestionnaireResponse?subject=" + patient, "QuestionnaireResponse?identifier")
                .noneMatch(query -> query.contains("number-of-"));
    }
}
