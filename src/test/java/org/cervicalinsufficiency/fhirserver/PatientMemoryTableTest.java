package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Set;
import javax.sql.DataSource;
import org.cervicalinsufficiency.feedback.Act;
import org.cervicalinsufficiency.feedback.Outcome;
import org.cervicalinsufficiency.feedback.PatientMemory.Remembered;
import org.cervicalinsufficiency.fhirserver.feedback.ActedCards;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.h2.jdbcx.JdbcDataSource;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The one statement of a hook call, over both databases. */
class PatientMemoryTableTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final FormOwner OWNER = new FormOwner("t", Set.of("Patient/1", "urn:mrn|7"));

    @Test
    void overH2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:memory;DB_CLOSE_DELAY=-1");
        readsFormsAndActsTogether(source);
    }

    @Test
    void overPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            readsFormsAndActsTogether(postgres.getPostgresDatabase());
        }
    }

    private static void readsFormsAndActsTogether(DataSource source) {
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("schema/feedback.sql")), source);
        ScreeningFormTable forms = new ScreeningFormTable(source, R4, true);
        forms.put(OWNER, form("older", NOW.minusSeconds(60)));
        forms.put(OWNER, form("newer", NOW));
        forms.put(new FormOwner("other", Set.of("Patient/1")), form("foreign", NOW));
        JdbcTemplate jdbc = new JdbcTemplate(source);
        jdbc.update(
                "INSERT INTO SCREENING_CARD VALUES ('c', 't', 'x', 's', 'Patient/1', 'Topic', 'info', 'e', '', 'us', 'p', ?)",
                NOW.toEpochMilli());
        for (String tenant : new String[] {"t", "other"}) {
            jdbc.update(
                    "INSERT INTO SCREENING_FEEDBACK VALUES (?, ?, 'x', 's', 'c', 'accepted', 's1', 'none', NULL, NULL,"
                            + " NULL, NULL, ?, ?)",
                    tenant,
                    tenant,
                    NOW.toEpochMilli(),
                    NOW.toEpochMilli());
        }
        PatientMemoryTable table = new PatientMemoryTable(
                source, new ActedCards(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(1)), R4);

        Remembered remembered = table.of(OWNER, "Patient/1");

        assertThat(remembered.forms().read()).isTrue();
        assertThat(remembered.forms().forms())
                .extracting(form -> form.getIdElement().getIdPart())
                .containsExactly("newer", "older");
        assertThat(remembered.acts()).containsExactly(new Act("Topic", "e", Outcome.ACCEPTED, false, NOW));
        Remembered nobody = table.of(new FormOwner("t", Set.of()), "Patient/2");
        assertThat(nobody.forms().forms()).isEmpty();
        assertThat(nobody.acts()).isEmpty();
    }

    private static QuestionnaireResponse form(String id, Instant authored) {
        QuestionnaireResponse form = new QuestionnaireResponse();
        form.setId(id + "/_history/1");
        form.setAuthored(Date.from(authored));
        return form;
    }
}
