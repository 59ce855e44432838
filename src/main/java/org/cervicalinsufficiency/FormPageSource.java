package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.Text;
import org.cervicalinsufficiency.questionnaire.FormCalculator;
import org.cervicalinsufficiency.questionnaire.FormLocaliser;
import org.cervicalinsufficiency.webapp.FormSource;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Type;

/** The form page's view of the artifacts in force. */
final class FormPageSource implements FormSource {

    private final CurrentKnowledge knowledge;
    private final FormCalculator calculator;
    private final FhirContext fhir;
    private final ObjectMapper json;
    private final Clock clock;

    FormPageSource(
            CurrentKnowledge knowledge, FormCalculator calculator, FhirContext fhir, ObjectMapper json, Clock clock) {
        this.knowledge = knowledge;
        this.calculator = calculator;
        this.fhir = fhir;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<DrawnForm> inLanguage(Locale wanted) {
        return form().map(form -> drawn(form, FormLocaliser.language(form, List.of(wanted))));
    }

    @Override
    public Optional<String> title(Locale wanted) {
        return form().map(form -> Text.of(form.getTitleElement()).in(wanted));
    }

    private Optional<Questionnaire> form() {
        KnowledgeBase now = knowledge.get();
        return NewestForm.of(now.forms()).flatMap(now::questionnaire);
    }

    private DrawnForm drawn(Questionnaire form, String language) {
        Questionnaire worded = FormLocaliser.localised(form, language);
        worded.setText(null);
        return new DrawnForm(language, fhir.newJsonParser().encodeResourceToString(worded));
    }

    @Override
    public String calculated(String response) {
        OffsetDateTime now = OffsetDateTime.now(clock).withNano(0);
        Map<String, Type> values = calculator
                .calculate(read(response), LocalDate.now(clock))
                .orElseThrow(() -> new IllegalArgumentException("questionnaire: no form of this server."));
        ObjectNode answer = json.createObjectNode();
        answer.put("now", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now));
        ObjectNode items = answer.putObject("items");
        values.forEach((linkId, value) -> {
            if (value instanceof IntegerType number) {
                items.put(linkId, number.getValue());
            }
        });
        return answer.toString();
    }

    private QuestionnaireResponse read(String response) {
        try {
            return fhir.newJsonParser().parseResource(QuestionnaireResponse.class, response);
        } catch (DataFormatException | ClassCastException unreadable) {
            throw new IllegalArgumentException("This is no QuestionnaireResponse.", unreadable);
        }
    }
}
