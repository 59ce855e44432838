package org.cervicalinsufficiency.cdshooks.ehr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.cdshooks.EhrServer.Wanted;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.InvalidCall;
import org.cervicalinsufficiency.cdshooks.Prefetch;
import org.cervicalinsufficiency.cdshooks.StrictJson;
import org.cervicalinsufficiency.outbound.OutboundAnswer;
import org.cervicalinsufficiency.outbound.OutboundFailed;

/**
 * One answer of a FHIR server by the rules for answers: status 200, JSON, and of the type that was asked for.
 *
 * @param page what it holds, if it can be used
 * @param failure what the key gives if it cannot
 * @param alive whether the server is in a state to answer at all
 */
record PageAnswer(Optional<ObjectNode> page, Prefetch failure, boolean alive) {

    private static final Pattern JSON = Pattern.compile("(?:application|text)/(?:[a-z0-9.]+\\+)?json(?:\\+fhir)?");
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** What an answer is worth. */
    static PageAnswer of(Wanted wanted, OutboundAnswer answer) {
        int status = answer.status();
        if (status == OK) {
            return content(wanted, answer);
        }
        boolean alive = status < SERVER_ERROR && status != TOO_MANY;
        return new PageAnswer(Optional.empty(), state(wanted, status), alive);
    }

    /** What a request without an answer is worth. */
    static PageAnswer of(OutboundFailed failed) {
        return switch (failed.reason()) {
            case TOO_LARGE -> new PageAnswer(Optional.empty(), unusable(), true);
            case UNREADABLE -> new PageAnswer(Optional.empty(), unusable(), false);
            case LATE -> none(GapReason.NOT_IN_TIME);
            case NOT_ALLOWED, ADDRESS_REFUSED, NAME_UNKNOWN, NOT_REACHED -> none(GapReason.NOT_REACHED);
        };
    }

    /** In one word how it went. */
    String word() {
        return page.isPresent()
                ? "answered"
                : failure.reasons().stream().map(GapReason::code).findFirst().orElse("answered");
    }

    private static PageAnswer content(Wanted wanted, OutboundAnswer answer) {
        if (!JSON.matcher(answer.mediaType()).matches()) {
            return new PageAnswer(Optional.empty(), unusable(), true);
        }
        try {
            ObjectNode content = StrictJson.read(answer.body());
            String type = content.path("resourceType").asText();
            boolean asked = type.equals(wanted.isRead() ? wanted.resourceType() : "Bundle");
            return asked || type.equals("OperationOutcome")
                    ? new PageAnswer(Optional.of(content), unusable(), true)
                    : new PageAnswer(Optional.empty(), new Prefetch.Unknown(GapReason.WRONG_TYPE), true);
        } catch (OutboundFailed | InvalidCall unreadable) {
            return new PageAnswer(Optional.empty(), unusable(), true);
        }
    }

    private static Prefetch state(Wanted wanted, int status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> new Prefetch.Unavailable(GapReason.ACCESS_REFUSED);
            case TOO_MANY, UNAVAILABLE -> new Prefetch.Unavailable(GapReason.SERVER_BUSY);
            case NOT_FOUND, GONE -> wanted.isRead() ? readEmpty(wanted) : unusable();
            default -> unusable();
        };
    }

    /** Any other resource can have been deleted; the patient in context cannot be missing. */
    private static Prefetch readEmpty(Wanted wanted) {
        return wanted.resourceType().equals("Patient")
                ? new Prefetch.Unknown(GapReason.READ_EMPTY)
                : new Prefetch.KnownEmpty();
    }

    private static Prefetch unusable() {
        return new Prefetch.Unknown(GapReason.ANSWER_UNUSABLE);
    }

    private static PageAnswer none(GapReason reason) {
        return new PageAnswer(Optional.empty(), new Prefetch.Unavailable(reason), false);
    }
}
