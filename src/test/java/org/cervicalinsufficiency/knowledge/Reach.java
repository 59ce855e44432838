package org.cervicalinsufficiency.knowledge;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far a change goes. Most changes leave the values of a case as they were, and many cases give a define the same to
 * work with: so the changed define and its direct users are tried once for each such situation, before a whole case is.
 */
final class Reach {

    private final Dependents graph;
    private final Set<Dependents.Name> touched;
    private final Set<Dependents.Name> dependents;
    private final Map<String, Boolean> known = new HashMap<>();

    Reach(Dependents graph, Mutation mutation) {
        Dependents.Name changed = new Dependents.Name(mutation.library(), mutation.define());
        this.graph = graph;
        this.touched = graph.touched(changed);
        this.dependents = graph.of(changed);
    }

    /** Everything that rests on what was changed. */
    Set<Dependents.Name> dependents() {
        return dependents;
    }

    /** False only where nothing that a reader sees can be different in this case. */
    boolean mayReachAReader(WarmCase one) {
        Set<Dependents.Name> differing = new LinkedHashSet<>();
        for (Dependents.Name define : touched) {
            if (known.computeIfAbsent(key(define, define, one), key -> one.differs(define, Set.of(define)))) {
                differing.add(define);
            }
        }
        return differing.stream().anyMatch(define -> one.shows(define) || userDiffers(define, differing, one));
    }

    private boolean userDiffers(Dependents.Name define, Set<Dependents.Name> differing, WarmCase one) {
        if (differing.size() > 1) {
            return true;
        }
        for (Dependents.Name user : graph.users(define)) {
            if (known.computeIfAbsent(key(user, define, one), key -> one.differs(user, Set.of(user, define)))) {
                return true;
            }
        }
        return false;
    }

    /** What a user makes of a changed define is settled by what the two have to work with. */
    private static String key(Dependents.Name user, Dependents.Name define, WarmCase one) {
        String own = user + "\n" + one.situation(user);
        return user.equals(define) ? own : own + "\n" + define + "\n" + one.situation(define);
    }
}
