package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.cervicalinsufficiency.fhirserver.database.OwnTables;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The usable forms by patient, so that a hook call reads them with one statement. It repeats what the FHIR store holds: a
 * row is written in the transaction that writes the response, and the whole can be rebuilt.
 */
final class ScreeningFormTable {

    private static final int MOST = 50;
    private static final int LONGEST_NAME = 500;
    private static final int SECONDS = 1;

    private static final String DELETE = "DELETE FROM SCREENING_FORM WHERE RESPONSE_ID = ? AND TENANT = ?";
    private static final String INSERT =
            "INSERT INTO SCREENING_FORM (TENANT, PATIENT_NAME, RESPONSE_ID, AUTHORED, BODY) VALUES (?, ?, ?, ?, ?)";
    private static final String SELECT = "SELECT RESPONSE_ID, BODY FROM SCREENING_FORM WHERE TENANT = ?"
            + " AND PATIENT_NAME IN (%s) ORDER BY AUTHORED DESC FETCH FIRST " + MOST + " ROWS ONLY";

    private static final String IDS = "SELECT RESPONSE_ID FROM SCREENING_FORM WHERE TENANT = ? AND PATIENT_NAME = ?"
            + " ORDER BY AUTHORED DESC, RESPONSE_ID DESC FETCH FIRST " + MOST + " ROWS ONLY";

    private final JdbcTemplate writing;
    private final JdbcTemplate reading;
    private final FhirContext fhir;

    /**
     * @param source the database of the FHIR server: rows are written in its transactions
     * @param schemaUpdate whether the table is made if it is not there
     */
    ScreeningFormTable(DataSource source, FhirContext fhir, boolean schemaUpdate) {
        if (schemaUpdate) {
            OwnTables.create(source, "schema/forms.sql");
        }
        this.writing = new JdbcTemplate(source);
        this.reading = new BoundedJdbc(source, SECONDS);
        this.fhir = fhir;
    }

    /** Whether there is no form at all. */
    boolean isEmpty() {
        return writing.queryForList("SELECT RESPONSE_ID FROM SCREENING_FORM FETCH FIRST 1 ROWS ONLY")
                .isEmpty();
    }

    /** Writes a form in place of its former version, in the transaction that is under way. */
    void put(FormOwner owner, QuestionnaireResponse response) {
        String id = response.getIdElement().getIdPart();
        remove(owner.tenant(), id);
        String body = fhir.newJsonParser().encodeResourceToString(versioned(response));
        long authored = response.hasAuthored() ? response.getAuthored().getTime() : 0;
        owner.names().forEach(name -> writing.update(INSERT, owner.tenant(), shortened(name), id, authored, body));
    }

    /** Takes a form of a tenant out, in the transaction that is under way. */
    void remove(String tenant, String responseId) {
        writing.update(DELETE, responseId, tenant);
    }

    /** The ids of the forms of a patient, newest first, in the transaction that is under way. */
    List<String> ids(FormOwner owner) {
        return owner.names().stream()
                .flatMap(name -> writing.queryForList(IDS, String.class, owner.tenant(), shortened(name)).stream())
                .distinct()
                .toList();
    }

    /** The forms of a patient, newest first: one statement. */
    List<QuestionnaireResponse> of(FormOwner owner) {
        if (owner.names().isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        values.add(owner.tenant());
        owner.names().forEach(name -> values.add(shortened(name)));
        String places = String.join(", ", Collections.nCopies(owner.names().size(), "?"));
        Map<String, String> bodies = new LinkedHashMap<>();
        reading.query(
                SELECT.formatted(places),
                row -> {
                    bodies.putIfAbsent(row.getString(1), row.getString(2));
                },
                values.toArray());
        return bodies.values().stream()
                .map(body -> fhir.newJsonParser().parseResource(QuestionnaireResponse.class, body))
                .toList();
    }

    private static QuestionnaireResponse versioned(QuestionnaireResponse response) {
        QuestionnaireResponse copy = response.copy();
        copy.getMeta().setVersionId(response.getIdElement().getVersionIdPart());
        return copy;
    }

    /** A name too long for an index stands for itself by its hash. */
    static String shortened(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "sha-256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
