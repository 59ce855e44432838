package org.cervicalinsufficiency.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.cervicalinsufficiency.feedback.OverrideReason.Kind;

/**
 * Reads why a card was dismissed: {@code overrideReason} of the standard, or Epic's {@code overrideReasons}, with a coded
 * reason, a reason of the site in extensions, a comment, or several of them.
 */
final class ReasonReader {

    private static final int LONGEST_COMMENT = 4000;
    private static final int LONGEST_DISPLAY = 500;
    private static final int LONGEST_SYSTEM = 255;
    private static final String STANDARD = "overrideReason";
    private static final String EPIC = "overrideReasons";
    private static final String EPIC_EXTENSION = "com.epic.cdshooks.feedback.overrideReason.";

    private final Members item;

    ReasonReader(Members item) {
        this.item = item;
    }

    /** The reason of a dismissed card; a card can be dismissed without one. */
    Optional<OverrideReason> read(ObjectNode feedback) {
        String name = Members.isAbsent(feedback.path(STANDARD)) ? EPIC : STANDARD;
        JsonNode node = feedback.path(name);
        if (Members.isAbsent(node)) {
            return Optional.empty();
        }
        if (!(node instanceof ObjectNode reason)) {
            item.invalid(name, "an object with a reason, a userComment or both");
            return Optional.empty();
        }
        Members members = item.below(name);
        Optional<String> comment = members.longText(reason, "userComment", LONGEST_COMMENT);
        return coded(members, reason, comment)
                .or(() -> site(reason, comment))
                .or(() -> comment.map(text -> new OverrideReason(
                        Kind.COMMENT, Optional.empty(), Optional.empty(), Optional.empty(), comment)))
                .or(() -> {
                    item.invalid(name, "an object with a reason, a userComment or both");
                    return Optional.empty();
                });
    }

    private static Optional<OverrideReason> coded(Members members, ObjectNode reason, Optional<String> comment) {
        JsonNode node = reason.path("reason");
        if (Members.isAbsent(node)) {
            return Optional.empty();
        }
        if (!(node instanceof ObjectNode coding)) {
            members.invalid("reason", "an object with a code");
            return Optional.empty();
        }
        Members below = members.below("reason");
        Optional<String> code = below.id(coding, "code", "the code of the reason that was chosen");
        Optional<String> system = below.longText(coding, "system", LONGEST_SYSTEM)
                .map(text -> text.replaceAll("\\s", ""))
                .filter(text -> !text.isEmpty());
        Optional<String> display = below.longText(coding, "display", LONGEST_DISPLAY);
        return Optional.of(new OverrideReason(Kind.CODED, system, code.map(String::strip), display, comment));
    }

    private static Optional<OverrideReason> site(ObjectNode reason, Optional<String> comment) {
        JsonNode extension = reason.path("extension");
        return Stream.of("reasonDisplay", "reasonTitle", "reasonCategory")
                .map(name -> extension.path(EPIC_EXTENSION + name))
                .filter(node -> node.isTextual() && !node.textValue().isBlank())
                .map(node -> node.textValue().replace((char) 0, ' '))
                .map(text -> Members.cut(text, LONGEST_DISPLAY))
                .findFirst()
                .map(text ->
                        new OverrideReason(Kind.SITE, Optional.empty(), Optional.empty(), Optional.of(text), comment));
    }
}
