package org.cervicalinsufficiency.fhirserver.feedback;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.feedback.FeedbackItem;
import org.cervicalinsufficiency.feedback.FeedbackNotKept;
import org.cervicalinsufficiency.feedback.FeedbackStore;
import org.cervicalinsufficiency.feedback.OverrideReason;
import org.cervicalinsufficiency.feedback.Sender;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Feedback as rows, each under the hash of what it says. */
final class FeedbackTable implements FeedbackStore {

    private static final int ATTEMPTS = 3;
    private static final Duration JUST_ISSUED = Duration.ofMillis(500);
    private static final String INSERT = "INSERT INTO SCREENING_FEEDBACK (ITEM, TENANT, CLIENT, SERVICE, CARD, OUTCOME,"
            + " SUGGESTIONS, REASON_KIND, REASON_SYSTEM, REASON_CODE, REASON_DISPLAY, USER_COMMENT, OUTCOME_AT,"
            + " RECEIVED_AT) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final IssuedCardTable cards;
    private final IssuedCardQueue queue;
    private final Clock clock;

    FeedbackTable(
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            IssuedCardTable cards,
            IssuedCardQueue queue,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.cards = cards;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public List<Kept> keep(Sender sender, List<FeedbackItem> items, Consumer<List<Kept>> before) {
        queue.settle(JUST_ISSUED);
        try {
            return attempt(() -> keepNow(sender, items, before), ATTEMPTS);
        } catch (DataAccessException | TransactionException failed) {
            throw new FeedbackNotKept(failed.getClass().getName());
        }
    }

    /** Two replicas may be sent the same at the same time: the later one looks again and finds it kept. */
    private List<Kept> attempt(Supplier<List<Kept>> keeping, int left) {
        try {
            return Objects.requireNonNull(transactions.execute(status -> keeping.get()));
        } catch (DuplicateKeyException atTheSameTime) {
            if (left == 1) {
                throw atTheSameTime;
            }
            return attempt(keeping, left - 1);
        }
    }

    private List<Kept> keepNow(Sender sender, List<FeedbackItem> items, Consumer<List<Kept>> before) {
        Map<String, String> topics = cards.topics(
                sender, items.stream().map(FeedbackItem::card).distinct().toList());
        List<String> keys =
                items.stream().map(item -> FeedbackKey.of(sender, item)).toList();
        Set<String> known = known(new HashSet<>(keys));
        Map<String, FeedbackItem> added = new LinkedHashMap<>();
        List<Kept> kept = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            FeedbackItem item = items.get(index);
            boolean repeated = !known.add(keys.get(index));
            if (!repeated) {
                added.put(keys.get(index), item);
            }
            kept.add(new Kept(item, repeated, Optional.ofNullable(topics.get(item.card()))));
        }
        long now = clock.millis();
        List<Object[]> rows = added.entrySet().stream()
                .map(entry -> row(entry.getKey(), sender, entry.getValue(), now))
                .toList();
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(INSERT, rows);
        }
        before.accept(List.copyOf(kept));
        return kept;
    }

    private Set<String> known(Set<String> keys) {
        return jdbc
                .queryForList(
                        "SELECT ITEM FROM SCREENING_FEEDBACK WHERE ITEM IN ("
                                + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")",
                        String.class,
                        keys.toArray())
                .stream()
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Object[] row(String key, Sender sender, FeedbackItem item, long now) {
        Optional<OverrideReason> reason = item.reason();
        return new Object[] {
            key,
            sender.tenant(),
            sender.client(),
            sender.service(),
            item.card(),
            item.outcome().code(),
            String.join("\n", item.acceptedSuggestions()),
            ReasonKind.of(reason),
            reason.flatMap(OverrideReason::system).orElse(null),
            reason.flatMap(OverrideReason::code).orElse(null),
            reason.flatMap(OverrideReason::display).orElse(null),
            reason.flatMap(OverrideReason::comment).orElse(null),
            item.at().toEpochMilli(),
            now
        };
    }
}
