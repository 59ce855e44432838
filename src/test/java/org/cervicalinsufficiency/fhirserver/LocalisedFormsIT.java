package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.content.ContentFiles;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Questionnaire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The form over HTTP, in the language that the reader asks for. */
@ServerTest
class LocalisedFormsIT {

    private static final String FORM = "Questionnaire/cervical-insufficiency-screening";
    private static final String ES = "Cribado de la insuficiencia cervical";
    private static final String EN = "Cervical insufficiency screening";
    private static final String TRANSLATION = "StructureDefinition/translation";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final FhirContext fhir;

    @Autowired
    LocalisedFormsIT(FhirHttp http, FhirContext fhir) {
        this.http = http;
        this.fhir = fhir;
    }

    @Test
    void isServedAsStoredWhereNoLanguageIsNamed() throws Exception {
        HttpResponse<String> raw = get(FORM);
        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(form(raw).getTitle()).isEqualTo(EN);
        assertThat(raw.body()).contains(TRANSLATION);
        assertThat(raw.headers().firstValue("Content-Language")).isEmpty();
        assertThat(raw.headers().allValues("Vary")).contains("Accept-Language");
        assertThat(raw.headers().firstValue("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).matches("W/\"\\d+\""));
        assertThat(get(FORM, "Accept-Language", "*").body()).contains(TRANSLATION);
    }

    @ParameterizedTest
    @CsvSource({"es,es", "'es-ES, en;q=0.5',es", "en,en", "'fr, es;q=0.4',es", "fr,en", "'en;q=0.2, es;q=0.9',es"})
    void isReadInTheLanguageOfTheHeader(String header, String language) throws Exception {
        HttpResponse<String> answer = get(FORM, "Accept-Language", header);
        assertThat(form(answer).getTitle()).isEqualTo(language.equals("es") ? ES : EN);
        assertThat(form(answer).getLanguage()).isEqualTo(language);
        assertThat(answer.body()).doesNotContain(TRANSLATION);
        assertThat(answer.headers().allValues("Content-Language")).containsExactly(language);
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Language");
        assertThat(answer.headers().allValues("ETag"))
                .singleElement()
                .asString()
                .endsWith("-" + language + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM + "?_language=es", FORM + "/_history/1?_language=es"})
    void isReadInTheLanguageOfTheAddress(String path) throws Exception {
        HttpResponse<String> answer = get(path, "Accept-Language", "en");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(form(answer).getTitle()).isEqualTo(ES);
        assertThat(form(answer).getUrl()).isEqualTo(ContentFiles.BASE + FORM);
        assertThat(form(answer).getVersion()).isEqualTo("0.1.0");
    }

    @Test
    void isFoundInTheLanguageOfTheHeader() throws Exception {
        String search = "Questionnaire?url=" + ContentFiles.BASE + FORM;
        assertThat(found(get(search, "Accept-Language", "es")).getTitle()).isEqualTo(ES);
        assertThat(get(search, "Accept-Language", "es").body()).doesNotContain(TRANSLATION);
        assertThat(get(search).body()).contains(TRANSLATION);
        assertThat(get(search, "Accept-Language", "es").headers().allValues("Vary"))
                .contains("Accept-Language");
    }

    /** A validator of one language never stands for another. */
    @Test
    void isNotCalledUnchangedForAnotherLanguage() throws Exception {
        String tag = get(FORM).headers().firstValue("ETag").orElseThrow();
        assertThat(get(FORM, "If-None-Match", tag).statusCode()).isEqualTo(304);
        HttpResponse<String> es = get(FORM, "If-None-Match", tag, "Accept-Language", "es");
        assertThat(es.statusCode()).isEqualTo(200);
        assertThat(form(es).getTitle()).isEqualTo(ES);
    }

    @Test
    void isStoredInAllLanguages() throws Exception {
        assertThat(get(FORM, "Accept-Language", "es").statusCode()).isEqualTo(200);
        assertThat(get(FORM).body()).contains(TRANSLATION).contains(EN).contains(ES);
    }

    @Test
    void leavesOtherTypesAlone() throws Exception {
        HttpResponse<String> codes = get("CodeSystem/screening-answer", "Accept-Language", "es");
        assertThat(codes.headers().firstValue("Content-Language")).isEmpty();
        assertThat(codes.headers().firstValue("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).matches("W/\"\\d+\""));
    }

    private Questionnaire found(HttpResponse<String> answer) {
        Bundle bundle = fhir.newJsonParser().parseResource(Bundle.class, answer.body());
        return (Questionnaire) bundle.getEntryFirstRep().getResource();
    }

    private Questionnaire form(HttpResponse<String> answer) {
        return fhir.newJsonParser().parseResource(Questionnaire.class, answer.body());
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.address("/fhir/" + path)).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
