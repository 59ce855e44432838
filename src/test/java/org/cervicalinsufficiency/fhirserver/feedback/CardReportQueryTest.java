package org.cervicalinsufficiency.fhirserver.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.MARY;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.NOW;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.accepted;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.answer;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.overridden;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.CardReport;
import org.cervicalinsufficiency.feedback.CardReport.About;
import org.cervicalinsufficiency.feedback.CardReport.Question;
import org.cervicalinsufficiency.feedback.CardReport.Reason;
import org.cervicalinsufficiency.feedback.CardReport.Row;
import org.cervicalinsufficiency.feedback.CardReport.Unmatched;
import org.cervicalinsufficiency.feedback.Sender;
import org.junit.jupiter.api.Test;

/** What became of the cards, counted. */
class CardReportQueryTest {

    private static final Sender NORTH = new Sender("north", "beta", "view");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

    private static CardDatabase example() {
        return example(CardDatabase.inMemory("report"));
    }

    private static CardDatabase example(CardDatabase database) {
        database.clear();
        database.cards()
                .write(List.of(
                        answer(MARY, LONG_AGO, "A", "a1", "a2", "a3", "a4", "a5"),
                        answer(MARY, NOW, "A", "a6"),
                        answer(NORTH, LONG_AGO, "B", "b1"),
                        answer(MARY, NOW.minus(Duration.ofDays(40)), "A", "old")));
        var unused = database.feedback(NOW)
                .keep(
                        MARY,
                        List.of(
                                accepted("a1"),
                                overridden("a1", "patient-refuses"),
                                overridden("a2", "patient-refuses"),
                                overridden("a3", "patient-refuses"),
                                overridden("a4", null),
                                overridden("b1", "not-yours"),
                                overridden("nobody", null)));
        return database;
    }

    private static Question question(Optional<String> service, Optional<String> tenant) {
        return new Question(
                NOW.minus(Duration.ofDays(30)), NOW.plusSeconds(1), NOW.minus(Duration.ofDays(1)), service, tenant);
    }

    @Test
    void countsEachCardOnce() {
        countsEachCardOnce(CardDatabase.inMemory("report"));
    }

    static void countsEachCardOnce(CardDatabase database) {
        CardReport report =
                new CardReportQuery(example(database).jdbc()).of(question(Optional.empty(), Optional.empty()));

        assertThat(report.rows())
                .containsExactly(
                        new Row(new About("north", "view", "B", "warning"), 1, 0, 0, 1, 0, List.of()),
                        new Row(
                                new About("st-mary", "start", "A", "warning"),
                                6,
                                1,
                                3,
                                1,
                                1,
                                List.of(new Reason("coded", "patient-refuses", 2), new Reason("none", "", 1))));
        assertThat(report.unmatched()).containsExactly(new Unmatched("st-mary", "start", 2));
    }

    @Test
    void isNarrowedDownToAServiceOrATenant() {
        CardReportQuery query = new CardReportQuery(example().jdbc());

        assertThat(query.of(question(Optional.of("view"), Optional.empty())).rows())
                .extracting(row -> row.about().topic())
                .containsExactly("B");
        CardReport north = query.of(question(Optional.empty(), Optional.of("north")));
        assertThat(north.rows()).extracting(row -> row.about().tenant()).containsExactly("north");
        assertThat(north.unmatched()).isEmpty();
        assertThat(query.of(question(Optional.of("nope"), Optional.empty())).rows())
                .isEmpty();
    }
}
