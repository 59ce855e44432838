package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.ScreeningForm.VALIDATION;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The invented patients: ready to be stored, and their forms fit the form. */
class ExamplesContentTest {

    static List<Path> bundles() {
        return ContentFiles.in("examples").stream()
                .filter(file -> file.getFileName().toString().startsWith("bundle-"))
                .toList();
    }

    static List<QuestionnaireResponse> forms() {
        return bundles().stream()
                .flatMap(file -> read(file).getEntry().stream())
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(QuestionnaireResponse.class::isInstance)
                .map(QuestionnaireResponse.class::cast)
                .toList();
    }

    private static Bundle read(Path file) {
        return ContentFiles.read(Bundle.class, "examples/" + file.getFileName());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundlesAreValid(Path file) {
        assertThat(VALIDATION.errors(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void entriesAreStoredUnderTheirOwnId(Path file) {
        Bundle bundle = read(file);
        String patient = "demo-" + bundle.getIdPart().substring("bundle-".length());
        assertThat(file.getFileName()).hasToString(bundle.getIdPart() + ".json");
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
        assertThat(bundle.getEntry()).allSatisfy(entry -> {
            String path =
                    entry.getResource().fhirType() + "/" + entry.getResource().getIdPart();
            assertThat(entry.getResource().getIdPart()).startsWith(patient);
            assertThat(entry.getRequest().getMethod()).isEqualTo(Bundle.HTTPVerb.PUT);
            assertThat(entry.getRequest().getUrl()).isEqualTo(path);
            assertThat(entry.getFullUrl()).isEqualTo(ContentFiles.BASE + path);
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void peopleAreSeenToBeInvented(Path file) {
        Patient patient = (Patient) read(file).getEntryFirstRep().getResource();
        assertThat(patient.getNameFirstRep().getFamily()).isEqualTo("Example-Patient");
        assertThat(patient.hasIdentifier() || patient.hasText()).isFalse();
        assertThat(patient.getMeta().getTag("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST"))
                .isNotNull();
    }

    @Test
    void indexNamesEveryBundleInTwoLanguages() throws JsonProcessingException {
        JsonNode index =
                new ObjectMapper().readTree(ContentFiles.text(ContentFiles.ROOT.resolve("examples/index.json")));
        List<String> listed = new ArrayList<>();
        index.forEach(entry -> {
            listed.add("bundle-" + entry.path("id").asText().substring("demo-".length()) + ".json");
            assertThat(entry.path("title").path("en").asText()).isNotBlank();
            assertThat(entry.path("title").path("es").asText()).isNotBlank();
            assertThat(entry.path("vignette").asText()).isNotBlank();
        });
        assertThat(bundles())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(listed);
    }
}
