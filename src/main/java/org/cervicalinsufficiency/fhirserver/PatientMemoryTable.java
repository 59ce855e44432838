package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.cervicalinsufficiency.feedback.Act;
import org.cervicalinsufficiency.feedback.PatientMemory.Remembered;
import org.cervicalinsufficiency.fhirserver.feedback.ActedCards;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.cervicalinsufficiency.questionnaire.StoredForms;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the forms of a patient and what was done with the cards about that patient, in one statement. */
final class PatientMemoryTable {

    private static final int SECONDS = 1;
    private static final int MOST_FORMS = 50;
    private static final int MOST_ACTS = 200;
    private static final String STATEMENT = "(SELECT 'form' AS KIND, RESPONSE_ID AS NAME, BODY AS BODY,"
            + " AUTHORED AS MOMENT, '' AS EVIDENCE, '' AS OUTCOME, '' AS REASONED"
            + " FROM SCREENING_FORM WHERE TENANT = ? AND PATIENT_NAME IN (%s)"
            + " ORDER BY AUTHORED DESC FETCH FIRST " + MOST_FORMS + " ROWS ONLY) UNION ALL (" + ActedCards.SELECT
            + " ORDER BY MOMENT DESC FETCH FIRST " + MOST_ACTS + " ROWS ONLY) ORDER BY MOMENT DESC";

    private final JdbcTemplate jdbc;
    private final ActedCards acted;
    private final FhirContext fhir;

    PatientMemoryTable(DataSource source, ActedCards acted, FhirContext fhir) {
        this.jdbc = new BoundedJdbc(source, SECONDS);
        this.acted = acted;
        this.fhir = fhir;
    }

    /** Forms and acts, each newest first. */
    Remembered of(FormOwner owner, String patient) {
        List<Object> values = new ArrayList<>();
        values.add(owner.tenant());
        owner.names().forEach(name -> values.add(ScreeningFormTable.shortened(name)));
        values.addAll(acted.values(owner.tenant(), patient));
        String places = owner.names().isEmpty()
                ? "NULL"
                : String.join(", ", Collections.nCopies(owner.names().size(), "?"));
        Map<String, String> bodies = new LinkedHashMap<>();
        List<Act> acts = new ArrayList<>();
        jdbc.query(
                STATEMENT.formatted(places),
                row -> {
                    if (ActedCards.KIND.equals(row.getString("KIND"))) {
                        acted.act(row).ifPresent(acts::add);
                    } else {
                        bodies.putIfAbsent(row.getString("NAME"), row.getString("BODY"));
                    }
                },
                values.toArray());
        List<QuestionnaireResponse> forms = bodies.values().stream()
                .map(body -> fhir.newJsonParser().parseResource(QuestionnaireResponse.class, body))
                .toList();
        return new Remembered(new StoredForms.Found(forms, true), acts);
    }
}
