package org.cervicalinsufficiency.fhirserver.feedback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.Act;
import org.cervicalinsufficiency.feedback.Outcome;

/**
 * What was done with the cards about a patient, as the second half of the one statement of a hook call. Its columns are
 * {@link #KIND}, NAME, BODY, MOMENT, EVIDENCE, OUTCOME and REASONED.
 */
public final class ActedCards {

    /** What the column KIND holds in rows of this half. */
    public static final String KIND = "act";

    /** The half; its places are filled by {@link #values}. */
    public static final String SELECT = "SELECT '" + KIND + "' AS KIND, C.TOPIC AS NAME, CAST(NULL AS TEXT) AS BODY,"
            + " CASE WHEN F.OUTCOME_AT < F.RECEIVED_AT THEN F.OUTCOME_AT ELSE F.RECEIVED_AT END AS MOMENT,"
            + " C.EVIDENCE AS EVIDENCE, F.OUTCOME AS OUTCOME, F.REASON_KIND AS REASONED"
            + " FROM SCREENING_CARD C JOIN SCREENING_FEEDBACK F"
            + " ON F.CARD = C.CARD AND F.TENANT = C.TENANT AND F.CLIENT = C.CLIENT"
            + " WHERE C.TENANT = ? AND C.PATIENT = ? AND F.RECEIVED_AT > ?";

    private final Clock clock;
    private final Duration effective;

    /**
     * @param clock tells how old an act is
     * @param effective how long an act has an effect at most
     */
    public ActedCards(Clock clock, Duration effective) {
        this.clock = clock;
        this.effective = effective;
    }

    /** The values for the places, in their order. */
    public List<Object> values(String tenant, String patient) {
        return List.of(tenant, patient, clock.instant().minus(effective).toEpochMilli());
    }

    /** The act in a row; empty where a later version wrote an outcome that this one does not know. */
    public Optional<Act> act(ResultSet row) throws SQLException {
        String topic = row.getString("NAME");
        String evidence = row.getString("EVIDENCE");
        boolean reasoned = ReasonKind.isChosen(row.getString("REASONED"));
        Instant at = Instant.ofEpochMilli(row.getLong("MOMENT"));
        return Outcome.of(row.getString("OUTCOME")).map(outcome -> new Act(topic, evidence, outcome, reasoned, at));
    }
}
