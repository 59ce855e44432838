package org.cervicalinsufficiency.cdshooks;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text that came from outside safe to stand in a card. Everything that Markdown could take as markup is escaped;
 * addresses get a blank, because clients turn them into links even when they are escaped.
 */
public final class MarkdownText {

    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u3164\\uFFA0]");
    private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\u000B\\f\\r\\u0085\\u2028\\u2029]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}]+");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b((?:https?|ftp|mailto|xmpp|javascript|data)):");
    private static final Pattern WWW = Pattern.compile("(?i)(www)\\.");
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+\\-.!|~&=]");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private MarkdownText() {}

    /**
     * The text for a place that is rendered as Markdown.
     *
     * @param raw any text
     * @param limit how many UTF-16 units to keep, counted before escaping
     */
    public static String escape(String raw, int limit) {
        return MARKUP.matcher(plain(raw, limit)).replaceAll("\\\\$0");
    }

    /**
     * The text for a place that is shown as it is, such as a summary: one line, nothing invisible, no address.
     *
     * @param raw any text
     * @param limit how many UTF-16 units to keep
     */
    public static String plain(String raw, int limit) {
        return cut(breakAddresses(clean(raw)), limit);
    }

    private static String clean(String raw) {
        String composed = Normalizer.normalize(BREAKS.matcher(raw).replaceAll(" "), Normalizer.Form.NFC);
        String visible = INVISIBLE.matcher(composed).replaceAll("");
        return BLANKS.matcher(visible).replaceAll(" ").strip();
    }

    private static String breakAddresses(String text) {
        String schemes = SCHEME.matcher(text).replaceAll("$1 :");
        String hosts = WWW.matcher(schemes.replace("://", ": //")).replaceAll("$1 .");
        return BLANKS.matcher(hosts.replace("@", " @ ")).replaceAll(" ").strip();
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        List<String> graphemes =
                GRAPHEME.matcher(text).results().map(match -> match.group()).toList();
        StringBuilder kept = new StringBuilder();
        for (String grapheme : graphemes) {
            if (kept.length() + grapheme.length() + 1 > limit) {
                break;
            }
            kept.append(grapheme);
        }
        return kept.toString().stripTrailing() + "…";
    }
}
