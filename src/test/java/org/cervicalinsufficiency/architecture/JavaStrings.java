package org.cervicalinsufficiency.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the string literals and text blocks out of Java source, and leaves comments and characters alone. */
final class JavaStrings {

    /** One token at a time, in the order in which Java itself would see them. */
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*" // line comment
                    + "|/\\*(?s:.*?)\\*/" // block comment
                    + "|'(?:\\\\.|[^'\\\\\\n])+'" // character
                    + "|\"\"\"(?<block>(?s:.*?))(?<!\\\\)\"\"\"" // text block
                    + "|\"(?<string>(?:\\\\.|[^\"\\\\\\n])*)\"");

    /** A literal and the line it begins on. */
    record Literal(String text, int line) {}

    private JavaStrings() {}

    static List<Literal> in(String source) {
        List<Literal> literals = new ArrayList<>();
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            String text = token.group("block") == null ? token.group("string") : token.group("block");
            if (text != null) {
                literals.add(new Literal(text, lineOf(source, token.start())));
            }
        }
        return literals;
    }

    private static int lineOf(String source, int position) {
        return (int) source.substring(0, position).lines().count()
                + (position == 0 || source.charAt(position - 1) == '\n' ? 1 : 0);
    }
}
