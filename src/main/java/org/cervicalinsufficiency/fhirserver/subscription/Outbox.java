package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What still has to be told to whom. There is one row for each Subscription and resource, so that a newer version takes
 * the place of an older one that was not delivered, and two versions of a resource are never under way together.
 *
 * <p>All moments are those of the database: every replica has the same, and a clock that was stopped for a trial
 * ({@code screening.today}) does not stop deliveries.
 */
final class Outbox {

    private static final String KEY = " WHERE SUBSCRIPTION_ID = ? AND RESOURCE_TYPE = ? AND RESOURCE_ID = ?";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;

    Outbox(JdbcTemplate jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Adds a notice, or renews the one that waits. To be called in the transaction that writes the resource. */
    void put(String subscription, String type, String id, long version) {
        int renewed = jdbc.update(
                "UPDATE SCREENING_DELIVERY SET VERSION_ID = ?,"
                        + " ATTEMPTS = CASE WHEN CLAIM IS NULL THEN 0 ELSE ATTEMPTS END,"
                        + " NEXT_ATTEMPT = CASE WHEN CLAIM IS NULL THEN CURRENT_TIMESTAMP ELSE NEXT_ATTEMPT END"
                        + KEY,
                version,
                subscription,
                type,
                id);
        if (renewed == 0) {
            insert(subscription, type, id, version);
        }
    }

    /** Forgets all that waits for a Subscription. */
    void clear(String subscription) {
        jdbc.update("DELETE FROM SCREENING_DELIVERY WHERE SUBSCRIPTION_ID = ?", subscription);
    }

    /** Makes all that waits for a Subscription due, as if it were new. What is under way stays so. */
    void restart(String subscription) {
        jdbc.update(
                "UPDATE SCREENING_DELIVERY SET ATTEMPTS = 0, SINCE = CURRENT_TIMESTAMP,"
                        + " NEXT_ATTEMPT = CURRENT_TIMESTAMP, LAST_STATUS = NULL, CLAIM = NULL"
                        + " WHERE SUBSCRIPTION_ID = ? AND (CLAIM IS NULL OR NEXT_ATTEMPT <= CURRENT_TIMESTAMP)",
                subscription);
    }

    /**
     * Takes notices that are due. Nobody else gets them before the lease ends; rows that a transaction is just writing
     * are left for the next time.
     */
    List<Notice> claim(String subscription, int most, Duration lease) {
        String claim = UUID.randomUUID().toString();
        return Objects.requireNonNull(transactions.execute(status -> {
            OffsetDateTime now = now();
            List<Notice> due = jdbc.query(
                    "SELECT RESOURCE_TYPE, RESOURCE_ID, SINCE, ATTEMPTS FROM SCREENING_DELIVERY"
                            + " WHERE SUBSCRIPTION_ID = ? AND NEXT_ATTEMPT <= ? ORDER BY NEXT_ATTEMPT"
                            + " FETCH FIRST " + most + " ROWS ONLY FOR UPDATE SKIP LOCKED",
                    (row, number) -> new Notice(
                            subscription,
                            row.getString("RESOURCE_TYPE"),
                            row.getString("RESOURCE_ID"),
                            row.getObject("SINCE", OffsetDateTime.class),
                            row.getInt("ATTEMPTS"),
                            claim),
                    subscription,
                    now);
            due.forEach(notice -> jdbc.update(
                    "UPDATE SCREENING_DELIVERY SET CLAIM = ?, NEXT_ATTEMPT = ?" + KEY,
                    claim,
                    now.plus(lease),
                    subscription,
                    notice.type(),
                    notice.id()));
            return due;
        }));
    }

    /** Strikes a notice whose receiver was told; a version written meanwhile becomes due at once. */
    void delivered(Notice notice, long version) {
        int struck = jdbc.update(
                "DELETE FROM SCREENING_DELIVERY" + KEY + " AND CLAIM = ? AND VERSION_ID <= ?",
                notice.subscription(),
                notice.type(),
                notice.id(),
                notice.claim(),
                version);
        if (struck == 0) {
            jdbc.update(
                    "UPDATE SCREENING_DELIVERY SET CLAIM = NULL, ATTEMPTS = 0, SINCE = CURRENT_TIMESTAMP,"
                            + " NEXT_ATTEMPT = CURRENT_TIMESTAMP, LAST_STATUS = NULL" + KEY + " AND CLAIM = ?",
                    notice.subscription(),
                    notice.type(),
                    notice.id(),
                    notice.claim());
        }
    }

    /**
     * Puts a notice back for later.
     *
     * @param pause how long to wait
     * @param problem what happened, without anything of the resource
     */
    void failed(Notice notice, Duration pause, String problem) {
        jdbc.update(
                "UPDATE SCREENING_DELIVERY SET CLAIM = NULL, ATTEMPTS = ?, NEXT_ATTEMPT = ?, LAST_STATUS = ?" + KEY
                        + " AND CLAIM = ?",
                notice.attempts() + 1,
                now().plus(pause),
                problem,
                notice.subscription(),
                notice.type(),
                notice.id(),
                notice.claim());
    }

    /** The database's time. */
    OffsetDateTime now() {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT CURRENT_TIMESTAMP", OffsetDateTime.class));
    }

    private void insert(String subscription, String type, String id, long version) {
        try {
            jdbc.update(
                    "INSERT INTO SCREENING_DELIVERY (SUBSCRIPTION_ID, RESOURCE_TYPE, RESOURCE_ID, VERSION_ID, SINCE,"
                            + " ATTEMPTS, NEXT_ATTEMPT) VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP, 0, CURRENT_TIMESTAMP)",
                    subscription,
                    type,
                    id,
                    version);
        } catch (DuplicateKeyException atTheSameTime) {
            throw new ResourceVersionConflictException(
                    "The " + type + " is being written by another call: read it again and repeat the call.");
        }
    }
}
