package org.cervicalinsufficiency.fhirserver.subscription;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The Subscriptions that are in force, as rows: written in the transaction of the Subscription itself. */
final class SubscriptionTable {

    private static final RowMapper<Registered> ROW = (row, number) -> new Registered(
            row.getString("ID"), row.getString("CRITERIA"), row.getString("TARGET"), row.getBoolean("ENDED"));
    private static final String COLUMNS = "SELECT ID, CRITERIA, TARGET,"
            + " CASE WHEN ENDS IS NOT NULL AND ENDS <= CURRENT_TIMESTAMP THEN TRUE ELSE FALSE END AS ENDED"
            + " FROM SCREENING_SUBSCRIPTION WHERE ";

    private final JdbcTemplate jdbc;

    SubscriptionTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A Subscription in force.
     *
     * @param id its id, with its part of the store
     * @param criteria its criteria
     * @param target host and port of its receiver
     * @param ended whether its end has passed
     */
    record Registered(String id, String criteria, String target, boolean ended) {}

    /** What becomes of notices: delivered, or kept until the client has mended its receiver. */
    enum State {
        /** Notices go out. */
        ACTIVE,
        /** Notices are kept. */
        ERROR
    }

    /** Writes or rewrites the row of a Subscription. */
    void put(Registered row, State state, @Nullable OffsetDateTime ends) {
        remove(row.id());
        int written = jdbc.update(
                "INSERT INTO SCREENING_SUBSCRIPTION (ID, RESOURCE_TYPE, CRITERIA, TARGET, STATE, ENDS)"
                        + " VALUES (?, ?, ?, ?, ?, CAST(? AS TIMESTAMP WITH TIME ZONE))",
                row.id(),
                CriteriaMatcher.typeOf(row.criteria()),
                row.criteria(),
                row.target(),
                state.name(),
                ends);
        if (written != 1) {
            throw new IllegalStateException("The row of a Subscription was not written.");
        }
    }

    /** Takes a Subscription out of force. */
    void remove(String id) {
        jdbc.update("DELETE FROM SCREENING_SUBSCRIPTION WHERE ID = ?", id);
    }

    /** The Subscriptions, also those in error, that may have to be told about a resource of a type. */
    List<Registered> watching(String type) {
        return jdbc.query(COLUMNS + "RESOURCE_TYPE = ?", ROW, type);
    }

    /** The active Subscriptions that have something to be told now, or have come to their end. */
    List<Registered> due() {
        return jdbc.query(
                COLUMNS + "STATE = ? AND (ENDS <= CURRENT_TIMESTAMP OR EXISTS (SELECT 1 FROM SCREENING_DELIVERY"
                        + " WHERE SUBSCRIPTION_ID = ID AND NEXT_ATTEMPT <= CURRENT_TIMESTAMP))",
                ROW,
                State.ACTIVE.name());
    }
}
