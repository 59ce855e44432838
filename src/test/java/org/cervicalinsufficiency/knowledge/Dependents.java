package org.cervicalinsufficiency.knowledge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hl7.elm.r1.ExpressionDef;
import org.hl7.elm.r1.ExpressionRef;
import org.hl7.elm.r1.FunctionDef;
import org.hl7.elm.r1.IncludeDef;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.ParameterRef;
import org.hl7.elm.r1.Retrieve;

/** Which defines rest on which: what must be worked out anew when one of them is changed. */
final class Dependents {

    private static final String PATIENT = "Patient";
    private static final String PROFILE = "Profile";

    /**
     * A define or function.
     *
     * @param library its library
     * @param name its name
     */
    record Name(String library, String name) {}

    private final Map<Name, Set<Name>> usedBy = new HashMap<>();
    private final Map<Name, Set<Name>> uses = new HashMap<>();
    private final Set<Name> functions = new HashSet<>();
    private final Set<Name> readers = new HashSet<>();
    private final Set<Name> profileReaders = new HashSet<>();

    Dependents(Iterable<Library> libraries) {
        libraries.forEach(this::read);
    }

    private void read(Library library) {
        String self = String.valueOf(library.getIdentifier().getId());
        Map<String, String> aliases = new HashMap<>();
        if (library.getIncludes() != null) {
            for (IncludeDef include : library.getIncludes().getDef()) {
                aliases.put(String.valueOf(include.getLocalIdentifier()), String.valueOf(include.getPath()));
            }
        }
        for (ExpressionDef define : library.getStatements().getDef()) {
            Name user = new Name(self, String.valueOf(define.getName()));
            if (define instanceof FunctionDef) {
                functions.add(user);
            }
            ElmPlaces.below(define, (above, place) -> {
                if (place.expression() instanceof Retrieve) {
                    readers.add(user);
                }
                if (place.expression() instanceof ParameterRef parameter) {
                    (PROFILE.equals(parameter.getName()) ? profileReaders : readers).add(user);
                }
                if (place.expression() instanceof ExpressionRef ref) {
                    String alias = ref.getLibraryName();
                    Name used = new Name(
                            alias == null ? self : aliases.getOrDefault(alias, alias), String.valueOf(ref.getName()));
                    usedBy.computeIfAbsent(used, name -> new HashSet<>()).add(user);
                    uses.computeIfAbsent(user, name -> new HashSet<>()).add(used);
                }
            });
        }
    }

    /** The defines whose own text is changed: the define itself, or those that call the function. */
    Set<Name> touched(Name changed) {
        Set<Name> touched = new LinkedHashSet<>();
        Set<Name> seen = new HashSet<>();
        Deque<Name> open = new ArrayDeque<>(Set.of(changed));
        while (!open.isEmpty()) {
            Name next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            if (functions.contains(next)) {
                open.addAll(usedBy.getOrDefault(next, Set.of()));
            } else {
                touched.add(next);
            }
        }
        return touched;
    }

    /** The defines that use this define directly or through functions. */
    Set<Name> users(Name define) {
        Set<Name> users = new LinkedHashSet<>();
        usedBy.getOrDefault(define, Set.of()).forEach(user -> users.addAll(touched(user)));
        return users;
    }

    /**
     * What the value of a define rests on directly, or through functions.
     *
     * @param defines other defines
     * @param patient whether it reads the patient's data or the day
     * @param profile whether it reads the guideline profile
     */
    record Inputs(Set<Name> defines, boolean patient, boolean profile) {}

    Inputs inputs(Name define) {
        Set<Name> inputs = new HashSet<>();
        Set<Name> seen = new HashSet<>();
        Deque<Name> open = new ArrayDeque<>(Set.of(define));
        while (!open.isEmpty()) {
            Name next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            for (Name used : uses.getOrDefault(next, Set.of())) {
                (functions.contains(used) ? open : inputs).add(used);
            }
        }
        boolean patient = seen.stream().anyMatch(readers::contains)
                || inputs.stream().anyMatch(input -> input.name().equals(PATIENT));
        inputs.removeIf(input -> input.name().equals(PATIENT));
        return new Inputs(inputs, patient, seen.stream().anyMatch(profileReaders::contains));
    }

    /** The define itself and everything that rests on it, directly or not. */
    Set<Name> of(Name changed) {
        Set<Name> all = new HashSet<>();
        Deque<Name> open = new ArrayDeque<>(Set.of(changed));
        while (!open.isEmpty()) {
            Name next = open.pop();
            if (all.add(next)) {
                open.addAll(usedBy.getOrDefault(next, Set.of()));
            }
        }
        return all;
    }
}
