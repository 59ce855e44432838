package org.cervicalinsufficiency.fhirserver.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** What a Subscription must be like for this server to keep its promise; all that is wrong is said at once. */
final class SubscriptionCheck {

    private static final Set<String> PAYLOADS = Set.of("application/fhir+json", "application/fhir+xml");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x20-\\x7E\\t]+)");
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final int LONGEST_CRITERIA = 2000;

    private final EndpointPolicy endpoints;
    private final CriteriaMatcher criteria;

    SubscriptionCheck(Rules rules) {
        this.endpoints = rules.endpoints();
        this.criteria = rules.criteria();
    }

    /**
     * What is asked when a Subscription is written, and again before each delivery.
     *
     * @param endpoints where notices may go
     * @param criteria what can be subscribed to
     */
    record Rules(EndpointPolicy endpoints, CriteriaMatcher criteria) {}

    /**
     * The issues of a Subscription.
     *
     * @param now what its end is compared with
     * @return empty if there is nothing wrong
     */
    Optional<OperationOutcome> check(Subscription subscription, Instant now) {
        OperationOutcome outcome = new OperationOutcome();
        if (subscription.getStatus() == null || subscription.getStatus() == SubscriptionStatus.ERROR) {
            add(outcome, "status", "must be requested, active or off: error is set by the server.");
        }
        checkCriteria(subscription, outcome);
        if (subscription.hasEnd() && !subscription.getEnd().toInstant().isAfter(now)) {
            add(outcome, "end", "has passed: give a later time, or leave it out.");
        }
        checkChannel(subscription.getChannel(), outcome);
        return outcome.hasIssue() ? Optional.of(outcome) : Optional.empty();
    }

    private void checkCriteria(Subscription subscription, OperationOutcome outcome) {
        if (!subscription.hasCriteria()) {
            add(outcome, "criteria", "is missing: give a search such as RiskAssessment?subject=Patient/1.");
        } else if (subscription.getCriteria().length() > LONGEST_CRITERIA) {
            add(outcome, "criteria", "is longer than " + LONGEST_CRITERIA + " characters: shorten it.");
        } else {
            criteria.problemWith(subscription.getCriteria()).ifPresent(problem -> add(outcome, "criteria", problem));
        }
    }

    private void checkChannel(SubscriptionChannelComponent channel, OperationOutcome outcome) {
        if (channel.getType() != SubscriptionChannelType.RESTHOOK) {
            String given =
                    channel.getType() == null ? "missing" : channel.getType().toCode();
            add(outcome, "channel.type", "is " + given + ": this server delivers by rest-hook only.");
        }
        if (!channel.hasEndpoint()) {
            add(outcome, "channel.endpoint", "is missing: give the https address of the receiver.");
        } else {
            endpoints
                    .problemWith(channel.getEndpoint())
                    .or(() -> queryProblem(channel))
                    .ifPresent(problem -> add(outcome, "channel.endpoint", problem));
        }
        if (channel.hasPayload() && !PAYLOADS.contains(channel.getPayload())) {
            add(
                    outcome,
                    "channel.payload",
                    "must be application/fhir+json or application/fhir+xml; leave it out for a notice without content.");
        }
        problemsWithHeaders(channel).forEach(problem -> add(outcome, "channel.header", problem));
    }

    /** With a payload the endpoint is a base to which type and id are added. */
    private static Optional<String> queryProblem(SubscriptionChannelComponent channel) {
        return channel.hasPayload() && channel.getEndpoint().indexOf('?') >= 0
                ? Optional.of("holds a query: with a payload it is the base of PUT [endpoint]/[type]/[id];"
                        + " leave the query or the payload out.")
                : Optional.empty();
    }

    /** Headers often hold secrets: the texts name the place of a header, and its name only if it is reserved. */
    private static List<String> problemsWithHeaders(SubscriptionChannelComponent channel) {
        List<String> problems = new ArrayList<>();
        int place = 0;
        for (StringType header : channel.getHeader()) {
            place++;
            String text = String.valueOf(header.getValue());
            if (!HEADER.matcher(text).matches()) {
                problems.add("number " + place + " is not one line of the form Name: value.");
            } else if (OURS.contains(nameOf(text).toLowerCase(Locale.ROOT))) {
                problems.add(
                        "number " + place + " sets " + nameOf(text) + ", which this server sets itself: leave it out.");
            }
        }
        return problems;
    }

    /** The name of a header line. */
    static String nameOf(String header) {
        return header.substring(0, header.indexOf(':'));
    }

    /** The value of a header line. */
    static String valueOf(String header) {
        return header.substring(header.indexOf(':') + 1).trim();
    }

    private static void add(OperationOutcome outcome, String element, String problem) {
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.INVALID)
                .setDiagnostics("Subscription." + element + " " + problem)
                .addExpression("Subscription." + element);
    }
}
