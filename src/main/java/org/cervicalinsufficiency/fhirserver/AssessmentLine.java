package org.cervicalinsufficiency.fhirserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.SupersededAssessment;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;

/**
 * The assessments of the forms that a patient has, newest form first, and which of them takes the place of which. It works
 * in memory: whoever asks writes what was changed.
 */
final class AssessmentLine {

    private final Set<String> all = new LinkedHashSet<>();
    private final Map<String, RiskAssessment> made = new LinkedHashMap<>();
    private final Map<String, RiskAssessment> changed = new LinkedHashMap<>();
    private final BiConsumer<RiskAssessment, String> marking;

    /**
     * @param marking cancels an assessment and names the one that holds
     */
    AssessmentLine(BiConsumer<RiskAssessment, String> marking) {
        this.marking = marking;
    }

    /** Adds the next older form; one that waits for its assessment holds its place without one. */
    void add(String form, Optional<RiskAssessment> assessment) {
        String id = DerivedIds.assessment(form);
        all.add(id);
        assessment.ifPresent(each -> made.put(id, each));
    }

    /** What has to be written. */
    List<RiskAssessment> changed() {
        return List.copyOf(changed.values());
    }

    /**
     * Lets the assessment of one form hold.
     *
     * @param current the form
     * @param former the forms whose place it takes
     * @param read the forms that the logic read; of others it says nothing
     */
    void settle(String current, Collection<String> former, Collection<String> read) {
        String holds = DerivedIds.assessment(current);
        if (!isInForce(holds) && by(holds).isEmpty()) {
            // It waits for its assessment, or has none any more: it takes nobody's place.
            return;
        }
        by(holds).ifPresent(successor -> restore(holds));
        Set<String> older = ids(former);
        older.remove(holds);
        older.stream().filter(this::isInForce).forEach(id -> mark(id, holds));
        older.stream()
                .filter(id -> by(id).isPresent() && !end(id).equals(Optional.of(holds)))
                .forEach(id -> mark(id, holds));
        letGo(ids(read).stream()
                .filter(id -> made.containsKey(id) && !older.contains(id))
                .filter(id -> by(id).equals(Optional.of(holds)))
                .toList());
    }

    /**
     * Mends what names a form that the patient has no longer.
     *
     * @param heir what had taken the place of that form itself
     */
    void mend(Optional<String> heir) {
        List<String> loose = loose();
        Optional<String> holds = heir.filter(all::contains).flatMap(this::end);
        if (holds.isPresent()) {
            loose.forEach(id -> mark(id, holds.get()));
        } else {
            letGo(loose);
        }
    }

    /** The newest holds again, and takes the place of what it does not already precede. */
    private void letGo(Collection<String> ids) {
        List<String> order = made.keySet().stream().filter(ids::contains).toList();
        if (!order.isEmpty()) {
            restore(order.get(0));
            order.stream()
                    .skip(1)
                    .filter(id -> !end(id).equals(Optional.of(order.get(0))))
                    .forEach(id -> mark(id, order.get(0)));
        }
    }

    private List<String> loose() {
        return made.keySet().stream()
                .filter(id -> by(id).isPresent() && end(id).isEmpty())
                .toList();
    }

    /** The assessment at the end of the successors; none where one of them is gone, or where they go round. */
    private Optional<String> end(String id) {
        Set<String> seen = new HashSet<>();
        String next = id;
        while (seen.add(next)) {
            if (!all.contains(next)) {
                return Optional.empty();
            }
            Optional<String> successor = by(next);
            if (successor.isEmpty()) {
                return Optional.of(next);
            }
            next = successor.get();
        }
        return Optional.empty();
    }

    private Optional<String> by(String id) {
        return Optional.ofNullable(made.get(id)).flatMap(SupersededAssessment::by);
    }

    private boolean isInForce(String id) {
        return Optional.ofNullable(made.get(id))
                .map(RiskAssessment::getStatus)
                .filter(status -> status == RiskAssessmentStatus.FINAL || status == RiskAssessmentStatus.PRELIMINARY)
                .isPresent();
    }

    private void mark(String id, String holds) {
        change(id).ifPresent(assessment -> marking.accept(assessment, holds));
    }

    private void restore(String id) {
        change(id).ifPresent(SupersededAssessment::restore);
    }

    private Optional<RiskAssessment> change(String id) {
        Optional<RiskAssessment> assessment = Optional.ofNullable(made.get(id));
        assessment.ifPresent(each -> changed.put(id, each));
        return assessment;
    }

    private static Set<String> ids(Collection<String> forms) {
        List<String> ids = new ArrayList<>();
        forms.forEach(form -> ids.add(DerivedIds.assessment(form)));
        return new LinkedHashSet<>(ids);
    }
}
