package org.cervicalinsufficiency.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.feedback.InvalidFeedback.Defect;

/** Reads one item and collects what is wrong with it. */
final class ItemReader {

    /** RFC 3339; finer than nanoseconds is cut. */
    private static final Pattern MOMENT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(?:(\\.\\d{1,9})\\d*)?(Z|[+-]\\d{2}:\\d{2})");

    private static final String ACCEPTED_SUGGESTIONS = "acceptedSuggestions";

    private final Members members;

    ItemReader(String path, List<Defect> defects) {
        this.members = new Members(path, defects);
    }

    /** The item; empty if something is wrong with it. */
    Optional<FeedbackItem> read(JsonNode node) {
        int before = members.defects().size();
        if (!(node instanceof ObjectNode item)) {
            members.invalid("", "an object");
            return Optional.empty();
        }
        Optional<String> card = members.id(item, "card", "the uuid of the card");
        Optional<Outcome> outcome = outcome(item);
        Optional<Instant> at = moment(item);
        List<String> suggestions = outcome.filter(Outcome.ACCEPTED::equals).isPresent() ? suggestions(item) : List.of();
        Optional<OverrideReason> reason =
                outcome.filter(Outcome.OVERRIDDEN::equals).isPresent()
                        ? new ReasonReader(members).read(item)
                        : Optional.empty();
        if (members.defects().size() > before || card.isEmpty() || outcome.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FeedbackItem(card.get(), outcome.get(), suggestions, reason, at.get()));
    }

    private Optional<Outcome> outcome(ObjectNode item) {
        JsonNode node = item.path("outcome");
        if (Members.isAbsent(node)) {
            members.missing("outcome", "accepted or overridden");
            return Optional.empty();
        }
        Optional<Outcome> outcome = node.isTextual() ? Outcome.of(node.textValue()) : Optional.empty();
        if (outcome.isEmpty()) {
            members.invalid("outcome", "accepted or overridden");
        }
        return outcome;
    }

    private Optional<Instant> moment(ObjectNode item) {
        String name = "outcomeTimestamp";
        JsonNode node = item.path(name);
        if (Members.isAbsent(node)) {
            members.missing(name, "when the clinician acted, for example 2026-06-15T10:00:00Z");
            return Optional.empty();
        }
        Optional<Instant> moment = node.isTextual() ? moment(node.textValue()) : Optional.empty();
        if (moment.isEmpty()) {
            members.invalid(name, "date, time and zone as in 2026-06-15T10:00:00Z (RFC 3339)");
        }
        return moment;
    }

    private static Optional<Instant> moment(String text) {
        Matcher parts = MOMENT.matcher(text.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String fraction = parts.group(2) == null ? "" : parts.group(2);
        try {
            return Optional.of(OffsetDateTime.parse(parts.group(1) + fraction + parts.group(3))
                    .toInstant());
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private List<String> suggestions(ObjectNode item) {
        JsonNode node = item.path(ACCEPTED_SUGGESTIONS);
        if (Members.isAbsent(node)) {
            members.missing(ACCEPTED_SUGGESTIONS, "an array with the id of each suggestion that was taken");
            return List.of();
        }
        if (!(node instanceof ArrayNode array) || array.isEmpty()) {
            members.invalid(ACCEPTED_SUGGESTIONS, "an array with at least one object that has an id");
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            String at = ACCEPTED_SUGGESTIONS + "[" + index + "]";
            if (array.get(index) instanceof ObjectNode suggestion) {
                members.below(at)
                        .id(suggestion, "id", "the uuid of the suggestion")
                        .ifPresent(ids::add);
            } else {
                members.invalid(at, "an object with an id");
            }
        }
        return ids;
    }
}
