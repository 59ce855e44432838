package org.cervicalinsufficiency.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule on the code, together with the class that must break it.
 *
 * @param says the rule as a sentence about main
 * @param rule what is checked
 * @param brokenBy the name under {@code violations} that its report must hold
 */
record Law(String says, ArchRule rule, String brokenBy) {

    Law {
        // A package of the tree appears with its first class; until then its rules have nothing to look at.
        rule = rule.allowEmptyShould(true);
    }

    /** The findings on the class that must break this law, none if the law has no teeth. */
    List<String> findingsOnItsBreaker(JavaClasses violations) {
        return rule.evaluate(violations).getFailureReport().getDetails().stream()
                .filter(finding -> finding.contains(PackageTable.VIOLATIONS + "." + brokenBy))
                .toList();
    }

    @Override
    public String toString() {
        return says;
    }
}
