package org.cervicalinsufficiency.questionnaire;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One thing that is wrong with a submitted response, in words an integrator can act on.
 *
 * @param code the kind, as an OperationOutcome names it
 * @param linkId the question, if it is about one
 * @param place where it stands, as a FHIRPath behind the resource: {@code .item[0].answer[0].value}; empty for the whole
 * @param value what was given, shortened; empty if nothing was
 * @param what the fault
 * @param remedy what to send instead
 */
public record FormProblem(
        IssueType code, Optional<String> linkId, String place, String value, String what, String remedy) {

    private static final int LONGEST_VALUE = 160;

    /** Shortens the value and takes control characters out of it. */
    public FormProblem {
        String plain = value.replaceAll("\\p{Cntrl}|\\p{Cf}", " ");
        value = plain.length() > LONGEST_VALUE ? plain.substring(0, LONGEST_VALUE) + "…" : plain;
    }

    /** The whole of it as one line: question, value, fault and remedy. */
    public String sentence() {
        String about = linkId.map(id -> id + ": ").orElse("");
        String given = value.isEmpty() ? "" : "\"" + value + "\": ";
        return about + given + what + " " + remedy;
    }
}
