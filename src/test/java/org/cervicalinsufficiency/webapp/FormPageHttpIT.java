package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Questionnaire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the form page is served with: the form in one language, the renderer, the calculated items. */
@ServerTest
class FormPageHttpIT {

    private static final String CANONICAL =
            "https://cervical-insufficiency.example/fhir/Questionnaire/cervical-insufficiency-screening|0.1.0";

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private FhirHttp http;

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> calculate(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http.address(FormPage.PATH + "/calculated"))
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void givesTheFormInOneLanguage() throws IOException, InterruptedException {
        HttpResponse<String> answer = get(FormPage.PATH + "/questionnaire?lang=es", "Accept-Language", "en");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("es");
        Questionnaire form =
                FhirContext.forR4Cached().newJsonParser().parseResource(Questionnaire.class, answer.body());
        assertThat(form.getUrl() + "|" + form.getVersion()).isEqualTo(CANONICAL);
        assertThat(form.getLanguage()).isEqualTo("es");
        assertThat(form.getTitle()).isEqualTo("Cribado de la insuficiencia cervical");
        assertThat(answer.body()).doesNotContain("StructureDefinition/translation", "answerValueSet");
    }

    @Test
    void servesTheRendererForALongTimeAndSmall() throws IOException, InterruptedException {
        String page = get(FormPage.PATH).body();
        String main = page.replaceAll("(?s).*src=\"([^\"]*/webcomponent/main\\.js)\".*", "$1");

        HttpResponse<String> script = get(main, "Accept-Encoding", "gzip");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Cache-Control").orElse("")).contains("max-age=31536000");
        assertThat(script.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(get(main.replace("webcomponent/main.js", "LICENSE.md")).body())
                .contains("National Library of Medicine");
        assertThat(page).contains("LICENSE.md");
    }

    @Test
    void calculatesAsTheGateDoes() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                calculate("{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"" + CANONICAL
                        + "\",\"status\":\"in-progress\",\"item\":[{\"linkId\":\"preg\",\"item\":[{\"linkId\":\"preg.edd\","
                        + "\"answer\":[{\"valueDate\":\"2026-11-16\"}]}]}]}");

        assertThat(answer.body()).contains("\"preg.ga\":126").contains("\"now\":\"2026-06-15T");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void refusesWhatIsNoAnswerToAForm() throws IOException, InterruptedException {
        assertThat(calculate("{\"resourceType\":\"Patient\"}").statusCode()).isEqualTo(422);
        assertThat(calculate("{").statusCode()).isBetween(400, 422);
        assertThat(calculate("{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"https://a.example/b|1\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(calculate(" ".repeat(200_000)).statusCode()).isEqualTo(413);
    }

    /** Nine characters that would be written out as five hundred million. */
    @ParameterizedTest
    @CsvSource({"1e500000000,exponent", "1e-500000000,exponent", "'\"1e500000000\"',without quotation marks"})
    @Timeout(20)
    void writesNoNumberOut(String number, String why) throws IOException, InterruptedException {
        HttpResponse<String> answer = calculate("{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\""
                + CANONICAL + "\",\"status\":\"in-progress\",\n\"item\":[{\"linkId\":\"LINK\",\"answer\":[{"
                + "\"valueQuantity\":{\"value\":" + number + ",\"code\":\"mm\"}}]}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome", why, "line 2");
    }
}
