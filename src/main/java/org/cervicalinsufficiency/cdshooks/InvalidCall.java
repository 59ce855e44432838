package org.cervicalinsufficiency.cdshooks;

import java.util.List;

/** A call that breaks the standard: the client has to change what it sends. */
public final class InvalidCall extends RefusedCall {

    private static final long serialVersionUID = 1L;

    private final String member;

    private InvalidCall(Problem problem, String member, String sentence) {
        super(problem, sentence);
        this.member = member;
    }

    /** The body is not one strict JSON document; {@code where} says the place, never the text. */
    static InvalidCall json(String where) {
        return new InvalidCall(
                Problem.JSON_INVALID, "", where + " Send one RFC 8259 JSON object in UTF-8 and nothing after it.");
    }

    /** A required member is not there. */
    static InvalidCall missing(String member) {
        return new InvalidCall(
                Problem.FIELD_MISSING, member, "The member " + member + " is missing; it is required for this hook.");
    }

    /** A member has the wrong type or form. */
    static InvalidCall invalid(String member, String expected) {
        return new InvalidCall(Problem.FIELD_INVALID, member, "The member " + member + " must be " + expected + ".");
    }

    /** A header of the call has the wrong form. */
    public static InvalidCall header(String name, String expected) {
        return new InvalidCall(
                Problem.FIELD_INVALID, "http." + name, "The header " + name + " must be " + expected + ".");
    }

    /** The hook of the call is not the hook of the service. */
    static InvalidCall hookMismatch(ServiceDefinition service) {
        return new InvalidCall(
                Problem.HOOK_MISMATCH,
                "hook",
                "This service answers the hook " + service.hook()
                        + " only; call the service that discovery lists for your hook.");
    }

    /** Somewhere in the call stands another patient than {@code context.patientId}. */
    static InvalidCall otherPatient(String member) {
        return new InvalidCall(
                Problem.PATIENT_MISMATCH,
                member,
                "The member " + member + " is about another patient than context.patientId; send data of one patient.");
    }

    @Override
    public List<String> expression() {
        return member.isEmpty() ? List.of() : List.of(member);
    }
}
