package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenant;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a form is, by what its subject says, and whose forms a call asks for. */
class FormOwnersTest {

    private final FormOwners owners = new FormOwners(ExampleTenants.local("https://ehr.example/fhir/"));

    @ParameterizedTest
    @CsvSource({
        "Patient/1, Patient/1",
        "Patient/1/_history/3, Patient/1",
        "https://ehr.example/fhir/Patient/1, Patient/1",
        "https://ehr.example/fhir/Patient/1/_history/2, Patient/1",
        "https://other.example/fhir/Patient/1, https://other.example/fhir/Patient/1",
        "https://ehr.example/fhirish/Patient/1, https://ehr.example/fhirish/Patient/1"
    })
    void isTheSubjectOfAForm(String reference, String name) {
        assertThat(owners.of(new Reference(reference))).isEqualTo(new FormOwner("local", java.util.Set.of(name)));
    }

    @ParameterizedTest
    @CsvSource({"Group/1", "#contained", "https://ehr.example/fhir/Group/1"})
    void isNobodyWhereTheSubjectIsNoPatient(String reference) {
        assertThat(owners.of(new Reference(reference)).names()).isEmpty();
    }

    @Test
    void isWhomAnIdentifierNamesOnlyWhereNoReferenceDoes() {
        Reference subject = new Reference()
                .setIdentifier(new Identifier().setSystem("urn:mrn").setValue("77"));

        assertThat(owners.of(subject).names()).containsExactly("urn:mrn|77");
        assertThat(owners.of(subject.copy().setReference("Patient/1")).names())
                .as("were it another patient's number, that patient would be given these answers")
                .containsExactly("Patient/1");
        assertThat(owners.of(subject.copy().setReference("https://other.example/fhir/Patient/1"))
                        .names())
                .containsExactly("https://other.example/fhir/Patient/1");
    }

    @Test
    void isNobodyForANumberWithoutASystem() {
        Reference subject = new Reference().setIdentifier(new Identifier().setValue("77"));

        assertThat(owners.of(subject).names()).isEmpty();
    }

    @Test
    void isThePatientOfACallUnderEveryName() {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem("urn:mrn").setValue("77");

        assertThat(owners.of("1", Optional.of("https://other.example/fhir"), Optional.of(patient))
                        .names())
                .as("another server's patient of the same id is somebody else")
                .containsExactlyInAnyOrder("https://other.example/fhir/Patient/1", "urn:mrn|77");
        assertThat(new FormOwners(ExampleTenants.local())
                        .of("1", Optional.of("https://other.example/fhir"), Optional.empty())
                        .names())
                .as("where no server is registered, any may be the tenant's")
                .containsExactlyInAnyOrder("Patient/1", "https://other.example/fhir/Patient/1");
        assertThat(owners.of("1", Optional.of("https://ehr.example/fhir"), Optional.empty())
                        .names())
                .containsExactly("Patient/1");
    }

    @Test
    void refusesATenantThatCannotBeToldApart() {
        assertThatThrownBy(() -> Tenant.unregistered(
                        " ", Ehr.at(List.of()), ExampleTenants.local().cards()))
                .hasMessageContaining("screening.tenant.id");
        assertThatThrownBy(() -> Ehr.at(List.of("ehr.example"))).hasMessageContaining("\"ehr.example\"");
    }
}
