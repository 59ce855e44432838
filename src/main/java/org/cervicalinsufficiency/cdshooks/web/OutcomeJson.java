package org.cervicalinsufficiency.cdshooks.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.Problem;

/** Writes the OperationOutcome of an error answer. */
final class OutcomeJson {

    private OutcomeJson() {}

    /**
     * One issue.
     *
     * @param problem what is wrong
     * @param sentence what to do about it
     * @param expression paths of the members concerned
     */
    record Issue(Problem problem, String sentence, List<String> expression) {}

    /** An outcome with one issue, as UTF-8 bytes. */
    static byte[] of(Problem problem, String sentence, List<String> expression) {
        return of(List.of(new Issue(problem, sentence, expression)));
    }

    /** An outcome with several issues, as UTF-8 bytes. */
    static byte[] of(List<Issue> issues) {
        return of(issues, "error");
    }

    /** What was left out of a call that was taken otherwise, as UTF-8 bytes. */
    static byte[] warnings(List<Issue> issues) {
        return of(issues, "warning");
    }

    private static byte[] of(List<Issue> issues, String severity) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
        ArrayNode array = outcome.putArray("issue");
        issues.forEach(issue -> write(array.addObject().put("severity", severity), issue));
        return outcome.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ObjectNode node, Issue issue) {
        node.put("code", issue.problem().issueCode());
        issue.problem()
                .detailCode()
                .ifPresent(code ->
                        node.putObject("details").putArray("coding").addObject().put("code", code));
        node.put("diagnostics", issue.sentence());
        if (!issue.expression().isEmpty()) {
            issue.expression().forEach(node.putArray("expression")::add);
        }
    }
}
