package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the server answers, its own extensions can be looked up on the server, and a validator agrees with them. */
@ServerTest
class PublishedExtensionsIT {

    private static final String OWN = ContentFiles.BASE + "StructureDefinition/";
    private static final String FORM = "Questionnaire/cervical-insufficiency-screening";

    private final FhirHttp http;

    @Autowired
    PublishedExtensionsIT(FhirHttp http) {
        this.http = http;
    }

    /** Prefilled and submitted forms, assessments, and the artifacts themselves. */
    private List<FhirHttp.Answer> answers() {
        assertThat(http.post("", ContentFiles.read(Bundle.class, "examples/bundle-bea.json"))
                        .status())
                .isEqualTo(200);
        Parameters subject = new Parameters();
        subject.addParameter().setName("subject").setValue(new Reference("Patient/demo-bea"));
        FhirHttp.Answer submitted = http.post(
                "QuestionnaireResponse",
                ContentFiles.read(QuestionnaireResponse.class, "examples/submission-bea.json"));
        assertThat(submitted.status()).as(submitted.body()).isIn(200, 201);
        String form = submitted.as(QuestionnaireResponse.class).getIdElement().getIdPart();
        List<FhirHttp.Answer> answers = new ArrayList<>();
        answers.add(http.post(FORM + "/$populate", subject));
        answers.add(http.get("RiskAssessment?subject=Patient/demo-bea"));
        answers.add(http.get("QuestionnaireResponse/" + form + "/$assess"));
        for (String type : List.of("Questionnaire", "PlanDefinition", "Library", "ActivityDefinition", "Task")) {
            answers.add(http.get(type + "?_count=100"));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        return answers;
    }

    private static void collect(JsonNode node, Set<String> urls) {
        if (node.path("url").asText().startsWith(OWN)) {
            urls.add(node.path("url").asText());
        }
        node.forEach(child -> collect(child, urls));
    }

    @Test
    void areStoredAndSearchable() throws IOException {
        Set<String> used = new TreeSet<>();
        for (FhirHttp.Answer answer : answers()) {
            collect(new ObjectMapper().readTree(answer.body()), used);
        }

        assertThat(used)
                .contains(OWN + "answer-source", OWN + "assessment-factor", OWN + "summary-template")
                .hasSizeGreaterThan(15)
                .allSatisfy(url -> assertThat(http.get("StructureDefinition?url=" + url)
                                .as(Bundle.class)
                                .getEntry())
                        .singleElement()
                        .satisfies(entry -> assertThat(((StructureDefinition) entry.getResource())
                                        .getSnapshot()
                                        .getElement())
                                .isNotEmpty()));
    }

    @Test
    void fitWhatTheServerAnswers() {
        List<MetadataResource> known =
                new ArrayList<>(http.get("StructureDefinition?_count=100").as(Bundle.class).getEntry().stream()
                        .map(entry -> (MetadataResource) entry.getResource())
                        .toList());
        known.add(http.get(FORM).as(Questionnaire.class));
        OfflineValidation validation = new OfflineValidation(known);
        List<FhirHttp.Answer> answers = answers();

        assertThat(validation.errors(answers.get(0).as(QuestionnaireResponse.class)))
                .isEmpty();
        assertThat(answers.get(1).as(Bundle.class).getEntry()).isNotEmpty().allSatisfy(entry -> {
            Resource assessment = entry.getResource();
            assertThat(validation.errors(assessment)).isEmpty();
        });
    }
}
