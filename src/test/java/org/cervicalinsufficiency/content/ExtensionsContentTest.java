package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each extension of our own is described by a StructureDefinition that a validator can work with. That every one that an
 * artifact names is there is a law of {@link CanonicalsContentTest}, and {@code PublishedExtensionsIT} looks at answers.
 */
class ExtensionsContentTest {

    private static final String SOURCE = ContentFiles.BASE + "StructureDefinition/answer-source";
    private static final OfflineValidation VALIDATION = new OfflineValidation(definitions());

    private static ValidationSupportChain chain;

    static List<StructureDefinition> definitions() {
        return ArtifactSet.all(StructureDefinition.class);
    }

    @BeforeAll
    static void makeTheGenerator() {
        chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(ContentFiles.CONTEXT),
                new InMemoryTerminologyServerValidationSupport(ContentFiles.CONTEXT),
                new SnapshotGeneratingValidationSupport(ContentFiles.CONTEXT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void haveTheSnapshotOfTheirDifferential(StructureDefinition stored) {
        StructureDefinition bare = stored.copy();
        bare.setSnapshot(null);

        StructureDefinition generated = (StructureDefinition) chain.generateSnapshot(
                new ValidationSupportContext(chain), bare, stored.getUrl(), null, stored.getName());

        assertThat(generated).isNotNull();
        generated.getSnapshot().getExtension().clear();
        assertThat(stored.getSnapshot().equalsDeep(generated.getSnapshot())).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void areExtensionsThatSayWhereTheyBelong(StructureDefinition definition) {
        assertThat(definition.getType()).isEqualTo("Extension");
        assertThat(definition.getContext()).isNotEmpty();
        assertThat(definition.getSnapshot().getElement())
                .filteredOn(element -> element.getPath().equals("Extension.url"))
                .singleElement()
                .satisfies(url -> assertThat(url.getFixed().primitiveValue()).isEqualTo(definition.getUrl()));
    }

    private static QuestionnaireResponse response(Extension extension) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.INPROGRESS);
        response.addItem()
                .setLinkId("a")
                .addAnswer()
                .setValue(new BooleanType(true))
                .addExtension(extension);
        return response;
    }

    private static Extension source() {
        Extension source = new Extension(SOURCE);
        source.addExtension("source", new Reference("Condition/1"));
        source.addExtension("source", new Reference("Observation/2"));
        source.addExtension("date", new DateType("2026-06-15"));
        return source;
    }

    @Test
    void letAValidatorTellRightFromWrong() {
        assertThat(VALIDATION.errors(response(source()))).isEmpty();
        Extension twice = source();
        twice.addExtension("date", new DateType("2026-06-16"));
        assertThat(VALIDATION.errors(response(twice))).isNotEmpty();
        Extension other = source();
        other.addExtension("colour", new StringType("red"));
        assertThat(VALIDATION.errors(response(other))).isNotEmpty();
        assertThat(VALIDATION.errors(response(new Extension(SOURCE, new StringType("chart")))))
                .isNotEmpty();
        QuestionnaireResponse elsewhere = response(new Extension());
        elsewhere.getItemFirstRep().getAnswerFirstRep().getExtension().clear();
        elsewhere.addExtension(source());
        assertThat(VALIDATION.errors(elsewhere)).isNotEmpty();
    }
}
