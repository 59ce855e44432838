package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.hl7.fhir.r4.model.Questionnaire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form in one language: every text of it, and nothing but the texts. */
class FormLocaliserTest {

    private static final Questionnaire FORM =
            ContentFiles.read(Questionnaire.class, "questionnaire/cervical-insufficiency-screening.json");
    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    @Test
    void replacesEveryTranslatedTextAndChangesNothingElse() throws JsonProcessingException {
        assertThat(json(FormLocaliser.localised(FORM, "es"))).isEqualTo(expected("es"));
        assertThat(json(FormLocaliser.localised(FORM, "en"))).isEqualTo(expected("en"));
    }

    @Test
    void leavesNoTextOfTheFormInEnglish() {
        List<String> english = new ArrayList<>();
        Questionnaire es = FormLocaliser.localised(FORM, "es");
        List<String> before = texts(FORM.getItem());
        List<String> after = texts(es.getItem());
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).equals(after.get(i)) && !before.get(i).equals("No")) {
                english.add(before.get(i));
            }
        }
        assertThat(before).hasSizeGreaterThan(200).hasSameSizeAs(after);
        assertThat(english).isEmpty();
        assertThat(es.getTitle()).isEqualTo("Cribado de la insuficiencia cervical");
    }

    @Test
    void staysValidAndTheSameCanonical() {
        Questionnaire es = FormLocaliser.localised(FORM, "es");
        assertThat(new OfflineValidation(List.of(es)).errors(es)).isEmpty();
        assertThat(es.getUrl() + "|" + es.getVersion()).isEqualTo(FORM.getUrl() + "|" + FORM.getVersion());
        assertThat(es.getLanguage()).isEqualTo("es");
    }

    @Test
    void doesNotTouchTheFormGiven() throws JsonProcessingException {
        JsonNode before = json(FORM);
        assertThat(FormLocaliser.localised(FORM, "es")).isNotSameAs(FORM);
        assertThat(json(FORM)).isEqualTo(before);
    }

    @Test
    void keepsTheTextOfTheArtifactWhereThereIsNoTranslation() {
        Questionnaire form = new Questionnaire();
        form.setTitle("Only here").setLanguage("en");
        form.addItem().setLinkId("a").setText("One").getTextElement().addExtension(translation("es", "Uno"));
        Questionnaire es = FormLocaliser.localised(form, "es");
        assertThat(es.getTitle()).isEqualTo("Only here");
        assertThat(es.getItemFirstRep().getText()).isEqualTo("Uno");
    }

    @Test
    void replacesTextsInsideExtensionsToo() {
        Questionnaire form = new Questionnaire();
        form.setLanguage("en");
        var constraint = form.addItem().setLinkId("a").addExtension();
        constraint.setUrl("http://hl7.org/fhir/StructureDefinition/questionnaire-constraint");
        var human = new org.hl7.fhir.r4.model.StringType("At most 3.");
        human.addExtension(translation("es", "Como mucho 3."));
        constraint.addExtension("human", human);
        assertThat(FormLocaliser.localised(form, "es")
                        .getItemFirstRep()
                        .getExtensionFirstRep()
                        .getExtensionString("human"))
                .isEqualTo("Como mucho 3.");
    }

    @ParameterizedTest
    @CsvSource({"es,es", "es-MX,es", "en-GB,en", "fr,en", "fr;es,es", "'',en"})
    void choosesTheFirstLanguageThatItIsWrittenIn(String wanted, String language) {
        List<Locale> locales = List.of(wanted.split(";")).stream()
                .filter(tag -> !tag.isEmpty())
                .map(Locale::forLanguageTag)
                .toList();
        assertThat(FormLocaliser.language(FORM, locales)).isEqualTo(language);
    }

    private static org.hl7.fhir.r4.model.Extension translation(String language, String text) {
        var translation = new org.hl7.fhir.r4.model.Extension(TRANSLATION);
        translation.addExtension("lang", new org.hl7.fhir.r4.model.CodeType(language));
        translation.addExtension("content", new org.hl7.fhir.r4.model.StringType(text));
        return translation;
    }

    private static List<String> texts(List<Questionnaire.QuestionnaireItemComponent> items) {
        List<String> texts = new ArrayList<>();
        for (Questionnaire.QuestionnaireItemComponent item : items) {
            texts.add(item.getText());
            item.getAnswerOption()
                    .forEach(option -> texts.add(option.getValueCoding().getDisplay()));
            texts.addAll(texts(item.getItem()));
        }
        return texts;
    }

    private static JsonNode json(Questionnaire form) throws JsonProcessingException {
        return new ObjectMapper().readTree(ContentFiles.CONTEXT.newJsonParser().encodeResourceToString(form));
    }

    /** The same change made on the JSON of the artifact, by another way. */
    private static JsonNode expected(String language) throws JsonProcessingException {
        ObjectNode form = (ObjectNode) json(FORM);
        rewrite(form, language);
        return form.put("language", language);
    }

    private static void rewrite(JsonNode node, String language) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode member = node.get(name);
            if (name.startsWith("_") && member.path("extension").isArray()) {
                rewriteText((ObjectNode) node, name, language);
            } else {
                rewrite(member, language);
            }
        }
        if (node.isArray()) {
            node.forEach(child -> rewrite(child, language));
        }
    }

    private static void rewriteText(ObjectNode parent, String name, String language) {
        ArrayNode kept = new ObjectMapper().createArrayNode();
        for (JsonNode extension : parent.get(name).get("extension")) {
            if (!extension.path("url").asText().equals(TRANSLATION)) {
                kept.add(extension);
            } else if (language.equals(part(extension, "lang"))) {
                parent.put(name.substring(1), part(extension, "content"));
            }
        }
        if (kept.isEmpty()) {
            parent.remove(name);
        } else {
            ((ObjectNode) parent.get(name)).set("extension", kept);
        }
    }

    private static String part(JsonNode translation, String url) {
        for (JsonNode part : translation.path("extension")) {
            if (part.path("url").asText().equals(url)) {
                return part.path(url.equals("lang") ? "valueCode" : "valueString")
                        .asText();
            }
        }
        return "";
    }
}
