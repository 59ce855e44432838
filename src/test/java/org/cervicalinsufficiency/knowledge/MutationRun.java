package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.cervicalinsufficiency.vignettes.Vignette;

/** Makes every change, one at a time, and asks the vignettes until one of them notices. */
final class MutationRun {

    private static final int THREADS = 2;

    private final ArtifactTexts texts;
    private final List<Vignette> vignettes;
    private final Predicate<Mutation> which;
    private final AtomicInteger next = new AtomicInteger();

    MutationRun(ArtifactTexts texts, List<Vignette> vignettes, Predicate<Mutation> which) {
        this.texts = texts;
        this.vignettes = vignettes;
        this.which = which;
    }

    /** What became of a change: the case that noticed it, or nobody. */
    record Fate(Mutation mutation, String noticedBy) {
        boolean survived() {
            return noticedBy.isEmpty();
        }
    }

    /** The fate of every change, in the order of the libraries. */
    List<Fate> all() {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Map<Integer, Fate>>> workers = new ArrayList<>();
            for (int index = 0; index < THREADS; index++) {
                workers.add(() -> new Worker().work());
            }
            Map<Integer, Fate> fates = new TreeMap<>();
            for (Future<Map<Integer, Fate>> done : threads.invokeAll(workers)) {
                fates.putAll(done.get());
            }
            return List.copyOf(fates.values());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One thread with its own copy of the logic, because a change is made in place. */
    private final class Worker {
        private final KnowledgeUnderTest knowledge = KnowledgeUnderTest.read(texts);
        private final List<WarmCase> cases = new ArrayList<>();
        private final Map<String, LinkedHashSet<WarmCase>> whoNoticed = new TreeMap<>();

        Map<Integer, Fate> work() {
            for (Vignette vignette : vignettes) {
                for (String profile : vignette.profiles()) {
                    cases.add(new WarmCase(knowledge, vignette, profile));
                }
            }
            Map<Integer, Fate> fates = new TreeMap<>();
            List<Mutation> mutations =
                    knowledge.mutations().stream().filter(which).toList();
            for (int at = next.getAndIncrement(); at < mutations.size(); at = next.getAndIncrement()) {
                fates.put(at, fate(mutations.get(at)));
            }
            return fates;
        }

        private Fate fate(Mutation mutation) {
            LinkedHashSet<WarmCase> likely = whoNoticed.computeIfAbsent(mutation.define(), d -> new LinkedHashSet<>());
            LinkedHashSet<WarmCase> order = new LinkedHashSet<>(likely);
            order.addAll(cases);
            Reach reach = new Reach(knowledge.dependents(), mutation);
            mutation.apply();
            try {
                for (WarmCase one : order) {
                    if (reach.mayReachAReader(one) && one.notices(reach.dependents())) {
                        likely.add(one);
                        return new Fate(mutation, one.toString());
                    }
                }
                return new Fate(mutation, "");
            } finally {
                mutation.takeBack();
                cases.forEach(WarmCase::mend);
            }
        }
    }
}
