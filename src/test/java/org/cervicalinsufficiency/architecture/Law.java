package org.cervicalinsufficiency.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule on the code, together with the classes that must break it.
 *
 * @param says the rule as a sentence about main
 * @param rule what is checked
 * @param breakers the classes under {@code violations} that its report must name, by their names from there
 */
record Law(String says, ArchRule rule, List<String> breakers) {

    /** A law with its breakers; it may have nothing to look at, since a package appears with its first class. */
    static Law of(String says, ArchRule rule, String... breakers) {
        return new Law(says, rule.allowEmptyShould(true), List.of(breakers));
    }

    /** What this law finds on one of its breakers: nothing, if it has no teeth. */
    List<String> findingsOn(String breaker, JavaClasses violations) {
        return rule.evaluate(violations).getFailureReport().getDetails().stream()
                .filter(finding -> finding.contains(PackageTable.VIOLATIONS + "." + breaker))
                .toList();
    }

    @Override
    public String toString() {
        return says;
    }
}
