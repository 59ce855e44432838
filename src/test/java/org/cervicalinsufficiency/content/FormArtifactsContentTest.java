package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.ContentFiles.BASE;
import static org.cervicalinsufficiency.content.ScreeningForm.FORM;
import static org.cervicalinsufficiency.content.ScreeningForm.TO_STANDARD;
import static org.cervicalinsufficiency.content.ScreeningForm.VALIDATION;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form, its codes and its map as FHIR artifacts: valid, described, shippable. */
class FormArtifactsContentTest {

    private static final List<String> BANNED = List.of(
            "low risk", "low-risk", "normal", "reassuring", "ruled out", "no problem", "bajo riesgo", "sin problema");

    @ParameterizedTest
    @MethodSource("org.cervicalinsufficiency.content.ScreeningForm#artifacts")
    void areValid(MetadataResource artifact) {
        assertThat(VALIDATION.errors(artifact)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.cervicalinsufficiency.content.ScreeningForm#artifacts")
    void sayWhatTheyAre(MetadataResource artifact) {
        assertThat(artifact.getUrl()).isEqualTo(BASE + artifact.fhirType() + "/" + artifact.getIdPart());
        assertThat(artifact.getVersion()).isEqualTo("0.1.0");
        assertThat(artifact.getStatus()).isEqualTo(PublicationStatus.DRAFT);
        assertThat(artifact.getExperimental()).isTrue();
        assertThat(artifact.getPublisher()).isNotBlank();
        assertThat(artifact.getContact()).isNotEmpty();
        assertThat(artifact.getDescription()).isNotBlank();
        assertThat(artifact.getJurisdiction()).isNotEmpty();
        assertThat(artifact.getUseContext()).isNotEmpty();
        assertThat(artifact.getDate()).isNotNull();
    }

    @Test
    void nameTheOwnersOfForeignCodes() {
        assertThat(FORM.getCopyright())
                .contains("http://loinc.org/license")
                .contains("CC BY 4.0")
                .contains("ICD-10-CM");
    }

    @Test
    void holdNoWordThatJudges() {
        files().forEach(file -> assertThat(ContentFiles.text(file).toLowerCase(Locale.ROOT))
                .as(file.toString())
                .doesNotContain(BANNED));
    }

    @Test
    void holdOnlyCodesWithTheRightCheckDigit() {
        List<String> wrong = new ArrayList<>();
        eachCode((system, code) -> {
            if (!CheckDigits.pass(system, code)) {
                wrong.add(system + " " + code);
            }
        });
        assertThat(wrong).isEmpty();
    }

    private Stream<Path> files() {
        return Stream.of(
                        "questionnaire/cervical-insufficiency-screening",
                        "codesystem/screening-answer",
                        "codesystem/screening-item",
                        "conceptmap/screening-answer-to-standard")
                .map(name -> ContentFiles.ROOT.resolve(name + ".json"));
    }

    private void eachCode(BiConsumer<String, String> check) {
        Stream.concat(files(), ContentFiles.in("examples").stream()).forEach(file -> codes(json(file), check));
        TO_STANDARD
                .getGroup()
                .forEach(group -> group.getElement()
                        .forEach(element -> element.getTarget()
                                .forEach(target -> check.accept(group.getTarget(), target.getCode()))));
    }

    private static void codes(JsonNode node, BiConsumer<String, String> check) {
        if (node.path("system").isTextual() && node.path("code").isTextual()) {
            check.accept(node.path("system").asText(), node.path("code").asText());
        }
        node.forEach(child -> codes(child, check));
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(ContentFiles.text(file));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + " is not JSON", e);
        }
    }
}
