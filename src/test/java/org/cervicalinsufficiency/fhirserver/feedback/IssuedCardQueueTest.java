package org.cervicalinsufficiency.fhirserver.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.feedback.FeedbackStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Cards are written down behind the caller's back: quickly, in the end, and never at the price of an answer. */
@ExtendWith(OutputCaptureExtension.class)
class IssuedCardQueueTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aCardIsFoundAgainAfterARestart(@TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("cards");
        CardDatabase before = CardDatabase.h2(url);
        try (IssuedCardQueue queue = before.queue(10)) {
            queue.start();
            queue.note(CardDatabase.answer(CardDatabase.MARY, CardDatabase.NOW, "Topic", "c1"));
        }
        assertThat(before.count("SCREENING_CARD"))
                .as("closing writes what waits")
                .isEqualTo(1);

        CardDatabase after = CardDatabase.h2(url);
        FeedbackStore.Kept kept = after.feedback(CardDatabase.NOW)
                .keep(CardDatabase.MARY, java.util.List.of(CardDatabase.accepted("c1")))
                .get(0);

        assertThat(kept.topic()).contains("Topic");
        assertThat(kept.repeated()).isFalse();
    }

    @Test
    void aDatabaseThatIsAwayMakesNobodyWaitAndLosesNothing() {
        CardDatabase database = CardDatabase.inMemory("away");
        try (IssuedCardQueue queue = database.queue(100)) {
            queue.start();
            database.down(true);
            long start = System.nanoTime();
            for (int number = 0; number < 100; number++) {
                queue.note(CardDatabase.answer(CardDatabase.MARY, CardDatabase.NOW, "Topic", "a" + number));
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(500);
            queue.settle(Duration.ofMillis(300));
            database.down(false);
            queue.settle(LONG);
        }
        assertThat(database.count("SCREENING_CARD")).isEqualTo(100);
        assertThat(database.lost()).isZero();
    }

    @Test
    void whatDoesNotFitIsCountedAndLogged(CapturedOutput output) {
        CardDatabase database = CardDatabase.inMemory("full");
        IssuedCardQueue queue = database.queue(2);
        for (int number = 0; number < 5; number++) {
            queue.note(CardDatabase.answer(CardDatabase.MARY, CardDatabase.NOW, "Topic", "f" + number, "g" + number));
        }
        assertThat(database.lost()).isEqualTo(6);
        assertThat(output.getAll()).containsOnlyOnce("Issued cards were not written down");
        queue.start();
        queue.settle(LONG);
        queue.close();
        assertThat(database.count("SCREENING_CARD")).isEqualTo(4);
    }

    @Test
    void oneCardThatTheDatabaseRefusesDoesNotHoldUpTheOthers() {
        CardDatabase database = CardDatabase.inMemory("refused");
        IssuedCardQueue queue = database.queue(10);
        queue.note(CardDatabase.answer(CardDatabase.MARY, CardDatabase.NOW, "Topic", "r1"));
        queue.note(CardDatabase.answer(CardDatabase.MARY, CardDatabase.NOW, "T".repeat(101), "r2"));
        queue.note(CardDatabase.answer(CardDatabase.MARY, CardDatabase.NOW, "Topic", "r3"));
        queue.start();
        queue.settle(LONG);
        queue.close();
        assertThat(database.count("SCREENING_CARD")).isEqualTo(2);
        assertThat(database.lost()).isEqualTo(1);
    }

    @Test
    void theEndOfTheProcessDoesNotWaitForADatabaseThatIsAway() {
        CardDatabase database = CardDatabase.inMemory("end");
        IssuedCardQueue queue = database.queue(10);
        queue.start();
        database.down(true);
        queue.note(CardDatabase.answer(CardDatabase.MARY, CardDatabase.NOW, "Topic", "z1"));
        long start = System.nanoTime();
        queue.close();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(8);
    }
}
