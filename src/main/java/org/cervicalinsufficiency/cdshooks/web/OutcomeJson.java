package org.cervicalinsufficiency.cdshooks.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.Problem;

/** Writes the OperationOutcome of an error answer. */
final class OutcomeJson {

    private OutcomeJson() {}

    /** An outcome with one issue, as UTF-8 bytes. */
    static byte[] of(Problem problem, String sentence, List<String> expression) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
        ObjectNode issue =
                outcome.putArray("issue").addObject().put("severity", "error").put("code", problem.issueCode());
        problem.detailCode()
                .ifPresent(code -> issue.putObject("details")
                        .putArray("coding")
                        .addObject()
                        .put("code", code));
        issue.put("diagnostics", sentence);
        if (!expression.isEmpty()) {
            expression.forEach(issue.putArray("expression")::add);
        }
        return outcome.toString().getBytes(StandardCharsets.UTF_8);
    }
}
