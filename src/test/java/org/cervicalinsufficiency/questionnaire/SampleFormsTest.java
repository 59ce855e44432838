package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The invented patients go through the same gate as everybody. */
class SampleFormsTest {

    static List<QuestionnaireResponse> forms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("fhir-resources/examples"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("bundle-"))
                    .sorted()
                    .flatMap(file -> bundle(file).getEntry().stream())
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(QuestionnaireResponse.class::isInstance)
                    .map(QuestionnaireResponse.class::cast)
                    .toList();
        }
    }

    private static Bundle bundle(Path file) {
        try {
            return GateRig.FHIR.newJsonParser().parseResource(Bundle.class, Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void areLetIn(QuestionnaireResponse form) {
        String subject = form.getSubject().getReference();
        assertThat(GateRig.admit(form, new Submission(false, Locale.ENGLISH, Set.of(subject))))
                .isEmpty();
    }
}
