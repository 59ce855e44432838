package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.knowledge.CqlEvaluator.LibraryName;
import org.cervicalinsufficiency.vignettes.KnowledgeDoor;
import org.cervicalinsufficiency.vignettes.Vignette;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.ExpressionResult;

/**
 * A vignette in one profile, with everything that the unchanged logic worked out for it kept at hand: after a change
 * only what rests on the changed define is worked out again.
 */
final class WarmCase {

    private static final String VERSION = "0.1.0";

    private final String id;
    private final PatientFacts facts;
    private final EvaluationSettings settings;
    private final KnowledgeUnderTest knowledge;
    private final Map<String, Map<String, ExpressionResult>> kept = new HashMap<>();
    private final Map<Dependents.Name, String> situations = new HashMap<>();
    private final Map<Dependents.Name, String> values = new HashMap<>();
    private final Shown shown;
    private CqlEngine engine;
    private Map<String, Map<String, ExpressionResult>> live;
    private boolean broken;

    /** What a reader of the result can see: for each plan the applicable actions, and the explanation. */
    record Shown(Summary summary, Explanation explanation, List<List<Recommendation>> actions) {}

    WarmCase(KnowledgeUnderTest knowledge, Vignette vignette, String profile) {
        this.id = vignette.id();
        this.knowledge = knowledge;
        this.facts = KnowledgeDoor.facts(vignette);
        this.settings = new EvaluationSettings(vignette.today(), profile, false);
        this.engine = knowledge.evaluator().engine(facts);
        this.shown = evaluate();
        cached().forEach((library, results) -> kept.put(library, new HashMap<>(results)));
        this.live = cached();
    }

    /** Whether a reader sees a difference while the logic is changed. A logic that fails is seen. */
    boolean notices(Set<Dependents.Name> dependents) {
        if (broken) {
            return true;
        }
        try {
            forget(dependents);
            return !evaluate().equals(shown);
        } catch (RuntimeException failed) {
            broken = true;
            return true;
        } finally {
            remember(dependents);
        }
    }

    /** Whether a define has another value while the logic is changed, if only these defines are worked out anew. */
    boolean differs(Dependents.Name define, Set<Dependents.Name> anew) {
        if (broken) {
            return true;
        }
        try {
            forget(anew);
            Map<String, Object> now = knowledge
                    .evaluator()
                    .evaluate(
                            engine,
                            Map.of(new LibraryName(define.library(), VERSION), Set.of(define.name())),
                            facts,
                            settings);
            return !value(define).equals(String.valueOf(now.get(define.name())));
        } catch (RuntimeException failed) {
            broken = true;
            return true;
        } finally {
            remember(anew);
        }
    }

    /** Whether this define is one that a reader sees. */
    boolean shows(Dependents.Name define) {
        return knowledge
                .defines()
                .getOrDefault(new LibraryName(define.library(), VERSION), Set.of())
                .contains(define.name());
    }

    /** The same for two cases in which a define has the same to work with. */
    String situation(Dependents.Name define) {
        return situations.computeIfAbsent(define, name -> {
            Dependents.Inputs inputs = knowledge.dependents().inputs(name);
            return (inputs.patient() ? id : "")
                    + (inputs.profile() ? settings.profile() : "")
                    + inputs.defines().stream().map(this::value).collect(Collectors.joining("\n"));
        });
    }

    private String value(Dependents.Name define) {
        return values.computeIfAbsent(define, name -> {
            ExpressionResult result =
                    kept.getOrDefault(name.library(), Map.of()).get(name.name());
            return result == null ? "not asked " + this : String.valueOf(CqlEvaluator.plain(result.getValue()));
        });
    }

    private Map<String, Map<String, ExpressionResult>> cached() {
        Map<String, Map<String, ExpressionResult>> cached = new HashMap<>();
        engine.getCache()
                .getExpressions()
                .forEach((library, results) -> cached.put(String.valueOf(library.getId()), results));
        return cached;
    }

    private Shown evaluate() {
        Map<String, Object> values = knowledge.evaluator().evaluate(engine, knowledge.defines(), facts, settings);
        List<List<Recommendation>> actions = new ArrayList<>();
        knowledge.plans().forEach(plan -> actions.add(plan.applicable(values)));
        return new Shown(ResultReader.summary(values), ResultReader.explanation(values), actions);
    }

    private void forget(Set<Dependents.Name> names) {
        names.forEach(name -> live.getOrDefault(name.library(), Map.of()).remove(name.name()));
    }

    private void remember(Set<Dependents.Name> names) {
        for (Dependents.Name name : names) {
            ExpressionResult before =
                    kept.getOrDefault(name.library(), Map.of()).get(name.name());
            if (before != null) {
                live.getOrDefault(name.library(), Map.of()).put(name.name(), before);
            }
        }
    }

    /** An engine that failed may be in any state: the next change gets a new one, warmed with the logic unchanged. */
    void mend() {
        if (broken) {
            engine = knowledge.evaluator().engine(facts);
            if (!evaluate().equals(shown)) {
                throw new IllegalStateException("A change was not taken back before " + this + " was warmed again.");
            }
            live = cached();
            broken = false;
        }
    }

    @Override
    public String toString() {
        return id + " " + settings.profile();
    }
}
