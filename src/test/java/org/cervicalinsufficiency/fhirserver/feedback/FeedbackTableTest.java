package org.cervicalinsufficiency.fhirserver.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.MARY;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.NOW;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.accepted;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.answer;
import static org.cervicalinsufficiency.fhirserver.feedback.CardDatabase.overridden;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cervicalinsufficiency.feedback.Act;
import org.cervicalinsufficiency.feedback.FeedbackItem;
import org.cervicalinsufficiency.feedback.FeedbackNotKept;
import org.cervicalinsufficiency.feedback.FeedbackStore.Kept;
import org.cervicalinsufficiency.feedback.Outcome;
import org.cervicalinsufficiency.feedback.Sender;
import org.junit.jupiter.api.Test;

/** Feedback in the database: once, by client, matched with what went out, forgotten after its time. */
class FeedbackTableTest {

    private static List<Act> acts(CardDatabase database, Instant now, String tenant, String patient) {
        ActedCards acted = new ActedCards(CardDatabase.at(now), Duration.ofDays(280));
        return database.jdbc()
                .query(
                        ActedCards.SELECT,
                        (row, number) -> acted.act(row).orElseThrow(),
                        acted.values(tenant, patient).toArray());
    }

    @Test
    void keepsEachPieceOnce() {
        keepsEachPieceOnce(CardDatabase.inMemory("once"));
    }

    /** The same over the database of production: what H2 takes PostgreSQL need not. */
    @Test
    void overPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            CardDatabase database = new CardDatabase(postgres.getPostgresDatabase());
            keepsEachPieceOnce(database);
            database.clear();
            twoReplicasThatAreSentTheSameKeepItOnce(database);
            database.clear();
            tellsWhatWasDoneForAPatientOfATenant(database);
            database.clear();
            CardReportQueryTest.countsEachCardOnce(database);
            database.clear();
            keepsAnyText(database);
        }
    }

    @Test
    void keepsAnyText() {
        keepsAnyText(CardDatabase.inMemory("texts"));
    }

    private static void keepsAnyText(CardDatabase database) {
        List<FeedbackItem> odd = new ArrayList<>();
        for (String text :
                List.of("'; DROP TABLE SCREENING_FEEDBACK; --", "\u0001\u202e", "\uD83D\uDE00".repeat(255))) {
            odd.add(overridden(text, text));
        }
        assertThat(database.feedback(NOW).keep(MARY, odd))
                .extracting(Kept::repeated)
                .containsOnly(false);
        assertThat(database.jdbc().queryForList("SELECT CARD FROM SCREENING_FEEDBACK", String.class))
                .containsExactlyInAnyOrderElementsOf(
                        odd.stream().map(FeedbackItem::card).toList());
    }

    private static void keepsEachPieceOnce(CardDatabase database) {
        database.cards().write(List.of(answer(MARY, NOW, "Topic", "c1")));
        FeedbackTable table = database.feedback(NOW);
        FeedbackItem first = accepted("c1");
        FeedbackItem later =
                new FeedbackItem("c1", Outcome.ACCEPTED, List.of("c1-s"), Optional.empty(), NOW.plusSeconds(1));

        List<Kept> kept = table.keep(MARY, List.of(first, first, later, overridden("unknown", null)));
        List<Kept> again = table.keep(MARY, List.of(first, later));

        assertThat(kept).extracting(Kept::repeated).containsExactly(false, true, false, false);
        assertThat(kept)
                .extracting(Kept::topic)
                .containsExactly(Optional.of("Topic"), Optional.of("Topic"), Optional.of("Topic"), Optional.empty());
        assertThat(again).extracting(Kept::repeated).containsOnly(true);
        assertThat(database.count("SCREENING_FEEDBACK")).isEqualTo(3);
    }

    @Test
    void doesNotMatchAnotherClientsCardAndDoesNotSayIt() {
        CardDatabase database = CardDatabase.inMemory("other");
        database.cards().write(List.of(answer(MARY, NOW, "Topic", "c1")));
        FeedbackTable table = database.feedback(NOW);
        List<Kept> kept = new ArrayList<>();
        for (Sender other : List.of(new Sender("north", "alpha", "start"), new Sender("st-mary", "beta", "start"))) {
            kept.addAll(table.keep(other, List.of(overridden("c1", "a"))));
        }
        assertThat(kept).extracting(Kept::topic).containsOnly(Optional.empty());
        assertThat(acts(database, NOW, "st-mary", "Patient/1")).isEmpty();
    }

    @Test
    void twoReplicasThatAreSentTheSameKeepItOnce() throws Exception {
        twoReplicasThatAreSentTheSameKeepItOnce(CardDatabase.inMemory("replicas"));
    }

    private static void twoReplicasThatAreSentTheSameKeepItOnce(CardDatabase database) throws Exception {
        List<FeedbackItem> batch = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            batch.add(overridden("x" + number, "a"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Kept>>> answers = new ArrayList<>();
            for (int replica = 0; replica < 4; replica++) {
                FeedbackTable table = database.feedback(NOW);
                answers.add(threads.submit(() -> table.keep(MARY, batch)));
            }
            int news = 0;
            for (Future<List<Kept>> answer : answers) {
                news += (int)
                        answer.get().stream().filter(kept -> !kept.repeated()).count();
            }
            assertThat(news).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.count("SCREENING_FEEDBACK")).isEqualTo(100);
    }

    /** Whoever is told before may still object: then it is as if nothing had been sent. */
    @Test
    void keepsNothingThatSomebodyObjectsTo() {
        CardDatabase database = CardDatabase.inMemory("objection");
        FeedbackTable table = database.feedback(NOW);
        List<Kept> told = new ArrayList<>();
        List<FeedbackItem> batch = List.of(overridden("good", null));

        assertThatThrownBy(() -> table.keep(MARY, batch, kept -> {
                    throw new IllegalStateException("no room");
                }))
                .hasMessage("no room");
        assertThat(database.count("SCREENING_FEEDBACK")).isZero();

        assertThat(table.keep(MARY, batch, told::addAll)).isEqualTo(told).hasSize(1);
        assertThat(told).extracting(Kept::repeated).containsExactly(false);
        assertThat(database.count("SCREENING_FEEDBACK")).isEqualTo(1);
    }

    @Test
    void keepsNothingOfABatchWhereTheDatabaseFails() {
        CardDatabase database = CardDatabase.inMemory("fails");
        FeedbackTable table = database.feedback(NOW);
        FeedbackItem tooLong = overridden("x".repeat(511), null);
        assertThatThrownBy(() -> table.keep(MARY, List.of(overridden("good", null), tooLong)))
                .isInstanceOf(FeedbackNotKept.class);
        assertThat(database.count("SCREENING_FEEDBACK")).isZero();
        database.down(true);
        assertThatThrownBy(() -> table.keep(MARY, List.of(overridden("good", null))))
                .isInstanceOf(FeedbackNotKept.class);
    }

    @Test
    void tellsWhatWasDoneForAPatientOfATenant() {
        tellsWhatWasDoneForAPatientOfATenant(CardDatabase.inMemory("acts"));
    }

    private static void tellsWhatWasDoneForAPatientOfATenant(CardDatabase database) {
        database.cards().write(List.of(answer(MARY, NOW, "Topic", "c1", "c2")));
        FeedbackItem early = new FeedbackItem(
                "c1", Outcome.ACCEPTED, List.of("s"), Optional.empty(), NOW.minus(Duration.ofHours(3)));
        FeedbackItem future = new FeedbackItem(
                "c2", Outcome.OVERRIDDEN, List.of(), overridden("c2", "a").reason(), NOW.plus(Duration.ofDays(900)));
        var unused = database.feedback(NOW).keep(MARY, List.of(early, future));

        assertThat(acts(database, NOW, "st-mary", "Patient/1"))
                .containsExactlyInAnyOrder(
                        new Act("Topic", "e1", Outcome.ACCEPTED, false, NOW.minus(Duration.ofHours(3))),
                        new Act("Topic", "e1", Outcome.OVERRIDDEN, true, NOW));
        assertThat(acts(database, NOW, "north", "Patient/1")).isEmpty();
        assertThat(acts(database, NOW, "st-mary", "Patient/2")).isEmpty();
        assertThat(acts(database, NOW.plus(Duration.ofDays(281)), "st-mary", "Patient/1"))
                .as("after the longest effect")
                .isEmpty();
    }

    @Test
    void forgetsAfterItsTime() {
        CardDatabase database = CardDatabase.inMemory("old");
        Instant old = NOW.minus(Duration.ofDays(731));
        database.cards().write(List.of(answer(MARY, old, "Topic", "c1"), answer(MARY, NOW, "Topic", "c2")));
        var unused = database.feedback(old).keep(MARY, List.of(accepted("c1")));
        var alsoUnused = database.feedback(NOW).keep(MARY, List.of(accepted("c2")));

        int gone = new Retention(database.jdbc(), CardDatabase.at(NOW), Duration.ofDays(730)).purge();

        assertThat(gone).isEqualTo(2);
        assertThat(database.jdbc().queryForList("SELECT CARD FROM SCREENING_CARD", String.class))
                .containsExactly("c2");
        assertThat(database.count("SCREENING_FEEDBACK")).isEqualTo(1);
    }
}
