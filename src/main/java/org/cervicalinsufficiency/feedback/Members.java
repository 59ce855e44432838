package org.cervicalinsufficiency.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.InvalidFeedback.Defect;

/**
 * The members of one object of a feedback body.
 *
 * @param path where the object stands
 * @param defects where what is wrong is collected
 */
record Members(String path, List<Defect> defects) {

    private static final int LONGEST_ID = 255;
    private static final char NUL = 0;

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    Members below(String member) {
        return new Members(named(member), defects);
    }

    void missing(String member, String remedy) {
        defects.add(Defect.missing(named(member), remedy));
    }

    void invalid(String member, String expected) {
        defects.add(Defect.invalid(named(member), expected));
    }

    /** A required id: any text of a sensible length that a database can hold. */
    Optional<String> id(ObjectNode object, String member, String remedy) {
        JsonNode node = object.path(member);
        if (isAbsent(node)) {
            missing(member, remedy);
            return Optional.empty();
        }
        String text = node.isTextual() ? node.textValue() : "";
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > LONGEST_ID || text.indexOf(NUL) >= 0) {
            invalid(member, "a text of 1 to " + LONGEST_ID + " characters, none of them U+0000");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** An optional text that is cut where it is too long; an empty one says nothing. */
    Optional<String> longText(ObjectNode object, String member, int longest) {
        JsonNode node = object.path(member);
        if (isAbsent(node)) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            invalid(member, "a text");
            return Optional.empty();
        }
        return Optional.of(node.textValue().replace(NUL, ' '))
                .filter(text -> !text.isBlank())
                .map(text -> cut(text, longest));
    }

    static String cut(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        return length <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    private String named(String member) {
        return member.isEmpty() ? path : path + "." + member;
    }
}
