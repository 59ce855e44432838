package org.cervicalinsufficiency.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of our packages may use which. A row covers its sub-packages unless they have a row of their own; the root,
 * the empty name, wires everything and is used by nothing.
 */
final class PackageTable {

    static final String BASE = "org.cervicalinsufficiency";
    static final String VIOLATIONS = BASE + ".architecture.violations";

    /** Package, and the packages of ours that it may use beside itself. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("knowledge", Set.of()),
            Map.entry("tenant", Set.of()),
            Map.entry("outbound", Set.of()),
            Map.entry("json", Set.of()),
            Map.entry("audit", Set.of("tenant")),
            Map.entry("cdshooks", Set.of("tenant", "json")),
            Map.entry("cdshooks.web", Set.of("cdshooks", "tenant", "security", "feedback", "audit", "json")),
            Map.entry("cdshooks.ehr", Set.of("cdshooks", "tenant", "outbound")),
            Map.entry("questionnaire", Set.of("knowledge", "tenant")),
            Map.entry("feedback", Set.of("questionnaire")),
            Map.entry("screening", Set.of("knowledge", "cdshooks", "questionnaire", "feedback", "tenant")),
            Map.entry("security", Set.of("tenant", "outbound", "json")),
            Map.entry(
                    "fhirserver",
                    Set.of(
                            "questionnaire",
                            "knowledge",
                            "security",
                            "tenant",
                            "feedback",
                            "outbound",
                            "audit",
                            "json")),
            Map.entry("webapp", Set.of("tenant", "json")),
            Map.entry("sight", Set.of("cdshooks", "cdshooks.ehr", "screening")));

    private PackageTable() {}

    /** The table as one rule: also a package without a row breaks it. */
    static ArchRule isKept() {
        return classes()
                .should(useOnlyWhatTheTableAllows())
                .because("imports point one way (src/docs/architecture.md); a new package needs a row here");
    }

    /** Classes in one of the rows, in main or in its mirror under {@code violations}; "" is the root. */
    static DescribedPredicate<JavaClass> in(String... rows) {
        Set<String> wanted = Set.of(rows);
        return DescribedPredicate.describe(
                "in " + wanted, type -> rowOf(type).filter(wanted::contains).isPresent());
    }

    private static ArchCondition<JavaClass> useOnlyWhatTheTableAllows() {
        return new ArchCondition<>("use only the packages that the table allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (rowOf(type).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            type, "%s stands in a package without a row".formatted(type.getName())));
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(PackageTable::isForbidden)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean isForbidden(Dependency dependency) {
        Optional<String> from = rowOf(dependency.getOriginClass());
        Optional<String> to = rowOf(dependency.getTargetClass().getBaseComponentType());
        if (from.isEmpty() || to.isEmpty() || from.equals(to) || from.get().isEmpty()) {
            return false;
        }
        return !MAY_USE.getOrDefault(from.get(), Set.of()).contains(to.get());
    }

    private static Optional<String> rowOf(JavaClass type) {
        return below(type.getPackageName()).flatMap(PackageTable::rowOf);
    }

    private static Optional<String> rowOf(String name) {
        if (name.isEmpty()) {
            return Optional.of("");
        }
        return MAY_USE.keySet().stream()
                .filter(row -> name.equals(row) || name.startsWith(row + "."))
                .max(Comparator.comparing(String::length));
    }

    private static Optional<String> below(String packageName) {
        for (String base : new String[] {VIOLATIONS, BASE}) {
            if (packageName.equals(base)) {
                return Optional.of("");
            }
            if (packageName.startsWith(base + ".")) {
                return Optional.of(packageName.substring(base.length() + 1));
            }
        }
        return Optional.empty();
    }
}
