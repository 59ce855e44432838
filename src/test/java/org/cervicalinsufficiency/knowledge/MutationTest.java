package org.cervicalinsufficiency.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Changes the compiled CQL in one place, by the smallest step, and asks the vignettes. A change is noticed where what a
 * reader can see becomes different for a vignette: tier, provisional reasons, route, factors, missing items, cards with
 * their suggestions, facts, what was not used, doubts, the values and the conditional sentences of the cards. That is
 * wider than what a vignette file asserts; the asserted part is checked by the doors.
 *
 * <p>Every number is changed in every build. Conditions (a side of "and" or "or" left out, a "where" left out, "not"
 * and "exists" turned round) take minutes and are changed with {@code mvn test -Dtest=MutationTest -Dmutation=all}; what
 * no vignette noticed is then written to {@code target/mutation-survivors.tsv}.
 *
 * <p>{@code mutation/accepted.tsv} holds the numbers that may be changed unnoticed, each with a reason.
 * {@code mutation/open-conditions.tsv} holds the conditions that no vignette proves yet: it may only become shorter.
 */
class MutationTest {

    private static final Path SURVIVORS = Path.of("target", "mutation-survivors.tsv");

    @Test
    void everyNumberIsNoticedByAVignette() {
        List<MutationRun.Fate> fates = run(MutationTest::isNumber);
        assertThat(fates.size()).isGreaterThan(300);
        Set<String> survivors = survivors(fates);
        Set<String> accepted = AcceptedMutations.read("accepted.tsv");
        assertThat(without(survivors, accepted))
                .as("numbers that no vignette notices; add a vignette, or a row with a reason to accepted.tsv")
                .isEmpty();
        assertThat(without(accepted, survivors))
                .as("rows of accepted.tsv that a vignette notices by now, or that no longer exist")
                .isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "mutation", matches = "all")
    void noFurtherConditionGoesUnnoticed() throws IOException {
        Set<String> survivors = survivors(run(mutation -> !isNumber(mutation)));
        Files.write(SURVIVORS, survivors);
        assertThat(without(survivors, AcceptedMutations.read("open-conditions.tsv")))
                .as("conditions that no vignette notices; see " + SURVIVORS)
                .isEmpty();
    }

    private static List<MutationRun.Fate> run(Predicate<Mutation> which) {
        return new MutationRun(SharedKnowledge.texts(), Vignettes.all(), which).all();
    }

    private static boolean isNumber(Mutation mutation) {
        return mutation.change() == Mutation.Change.PLUS || mutation.change() == Mutation.Change.MINUS;
    }

    private static Set<String> survivors(List<MutationRun.Fate> fates) {
        return fates.stream()
                .filter(MutationRun.Fate::survived)
                .map(fate -> fate.mutation().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
