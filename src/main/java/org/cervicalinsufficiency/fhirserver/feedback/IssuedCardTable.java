package org.cervicalinsufficiency.fhirserver.feedback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.feedback.IssuedAnswer;
import org.cervicalinsufficiency.feedback.IssuedCard;
import org.cervicalinsufficiency.feedback.Sender;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** The cards that went out, as rows. */
final class IssuedCardTable {

    private static final String INSERT = "INSERT INTO SCREENING_CARD (CARD, TENANT, CLIENT, SERVICE, PATIENT, TOPIC,"
            + " INDICATOR, EVIDENCE, SUGGESTIONS, PROFILE, PLAN_DEFINITION, ISSUED_AT)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;

    IssuedCardTable(JdbcTemplate jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Writes the cards of these answers: all of them or none. */
    void write(List<IssuedAnswer> answers) {
        List<Object[]> rows = answers.stream()
                .flatMap(answer -> answer.cards().stream().map(card -> row(answer, card)))
                .toList();
        if (!rows.isEmpty()) {
            transactions.executeWithoutResult(status -> jdbc.batchUpdate(INSERT, rows));
        }
    }

    private static Object[] row(IssuedAnswer answer, IssuedCard card) {
        return new Object[] {
            card.card(),
            answer.to().tenant(),
            answer.to().client(),
            answer.to().service(),
            answer.patient(),
            card.topic(),
            card.indicator(),
            card.evidence(),
            String.join(",", card.suggestions()),
            answer.profile(),
            answer.planDefinition(),
            answer.at().toEpochMilli()
        };
    }

    /** The topics of those of these cards that were issued to this client, by card. */
    Map<String, String> topics(Sender sender, Collection<String> cards) {
        List<Object> values = new ArrayList<>(List.of(sender.tenant(), sender.client()));
        values.addAll(cards);
        Map<String, String> topics = new HashMap<>();
        jdbc.query(
                "SELECT CARD, TOPIC FROM SCREENING_CARD WHERE TENANT = ? AND CLIENT = ? AND CARD IN ("
                        + String.join(", ", Collections.nCopies(cards.size(), "?")) + ")",
                row -> {
                    topics.put(row.getString(1), row.getString(2));
                },
                values.toArray());
        return topics;
    }
}
