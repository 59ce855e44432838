package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A form whose numbers come in quotation marks. */
@ServerTest
class NumbersAsTextIT {

    private static final String FORMS = "QuestionnaireResponse";

    private final FhirHttp http;

    @Autowired
    NumbersAsTextIT(FhirHttp http) {
        this.http = http;
    }

    /** Read as the number that it may mean, it would be stored as something that nobody sent. */
    @ParameterizedTest
    @CsvSource({"valueInteger,168", "value,24.5"})
    void refusesANumberThatIsSentAsText(String element, String number) throws Exception {
        String form = Files.readString(Path.of("src/test/resources/forms/every-item.json"));
        String wrong = form.replaceFirst("\"" + element + "\": *([0-9.]+)", "\"" + element + "\": \"" + number + "\"");
        assertThat(wrong).isNotEqualTo(form);
        int stored = count();

        for (String body : List.of(
                wrong,
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + wrong
                        + ",\"request\":{\"method\":\"POST\",\"url\":\"" + FORMS + "\"}}]}")) {
            FhirHttp.Answer answer = http.post(body.equals(wrong) ? FORMS : "", body);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                    .contains("The element " + element + " at line ", "without quotation marks");
        }
        assertThat(count()).isEqualTo(stored);
    }

    private int count() {
        return http.get(FORMS + "?_summary=count").as(Bundle.class).getTotal();
    }
}
