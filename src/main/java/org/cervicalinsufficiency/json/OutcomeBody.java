package org.cervicalinsufficiency.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The body of a refusal outside the FHIR server: an OperationOutcome with one issue. */
public final class OutcomeBody {

    private OutcomeBody() {}

    /**
     * An outcome as UTF-8 bytes of JSON.
     *
     * @param code of FHIR's issue types
     * @param sentence what is wrong and what to do
     * @param expression the members concerned; none for the request as a whole
     */
    public static byte[] of(String code, String sentence, String... expression) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
        ObjectNode issue = outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", code)
                .put("diagnostics", sentence);
        for (String member : expression) {
            issue.withArray("expression").add(member);
        }
        return outcome.toString().getBytes(StandardCharsets.UTF_8);
    }
}
